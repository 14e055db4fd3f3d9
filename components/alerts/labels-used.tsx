import type { AlertResponse } from '#lib/api/alerts-contract.ts';
import { isolated } from '#lib/format/visible.ts';

interface LabelsUsedProps {
  readonly data: Pick<AlertResponse, 'used' | 'unmet' | 'ignored'>;
  readonly labels: Readonly<Record<string, string>>;
}

/** Which labels were looked for, and which say nothing of an edge. */
export function LabelsUsed({ data: { used, unmet, ignored }, labels }: LabelsUsedProps) {
  const parts = [
    { title: 'Looked for', names: used },
    { title: 'Left out, nothing has them too', names: unmet },
    { title: 'Say nothing of an edge', names: ignored },
  ].filter(({ names }) => names.length > 0);
  return (
    <dl className="space-y-1.5">
      {parts.map(({ title, names }) => (
        <div key={title}>
          <dt className="text-faint text-xs">{title}</dt>
          <dd className="wrap-anywhere font-mono text-xs">
            {names.map((name) => (
              <span
                key={name}
                className="mr-3 inline-block"
              >{`${name}=${isolated(labels[name] ?? '')}`}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
