'use client';
import { operatorHelp } from '#lib/graph/find/complete.ts';
import type { Operand } from '#lib/graph/find/operand.ts';
import { operands } from '#lib/graph/find/operands.ts';

const groups: readonly { readonly title: string; readonly of: (operand: Operand) => boolean }[] = [
  { title: 'Of nodes and edges', of: ({ node, edge }) => node !== undefined && edge !== undefined },
  { title: 'Of nodes', of: ({ node, edge }) => node !== undefined && edge === undefined },
  { title: 'Of edges', of: ({ node, edge }) => node === undefined && edge !== undefined },
];

/** What can be asked, and how. */
export function FindHelp() {
  return (
    <div className="space-y-4">
      <p className="text-muted">
        <code className="font-mono text-text text-xs">%error &gt; 5 and not (namespace = shop or idle)</code>:{' '}
        <b>and</b> binds before <b>or</b>, <b>not</b> before both; parentheses say it otherwise. A number that
        is not known matches nothing. <code className="font-mono text-text text-xs">source.</code> and{' '}
        <code className="font-mono text-text text-xs">target.</code> ask of an edge’s ends.
      </p>
      {groups.map(({ title, of }) => (
        <Terms
          key={title}
          title={title}
          terms={operands.filter(of).map(({ name, aliases, help }) => [[name, ...aliases].join(', '), help])}
        />
      ))}
      <Terms title="Operators" terms={operatorHelp.map(({ operator, says }) => [operator, says])} />
    </div>
  );
}

function Terms({ title, terms }: { title: string; terms: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-muted text-xs">{title}</h3>
      <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-4 gap-y-0.5">
        {terms.map(([term, says]) => (
          <div key={term} className="contents">
            <dt className="font-mono text-xs leading-5">{term}</dt>
            <dd className="text-muted">{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
