import { EyeOff } from 'lucide-react';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { takenWord, takesAll } from '#lib/edit/split/split-sentence.ts';

/** Which requests a rule takes: its place, its name and its matches; one that never gets any is marked. */
export function RuleHead({ rule, dimmed }: { rule: RouteRule; dimmed: boolean }) {
  const { index, name, protocol, matches, shadowedBy } = rule;
  return (
    <div className="min-w-0 flex-1">
      <h3 className="flex flex-wrap items-baseline gap-x-2">
        <span className={dimmed ? 'text-muted' : 'font-semibold'}>
          Rule {index + 1}
          {name === null ? '' : `, ${name}`}
        </span>
        <span className="text-faint text-xs">{protocol}</span>
        {shadowedBy === null ? null : (
          <span className="flex items-center gap-1 text-warn text-xs">
            <EyeOff size={12} strokeWidth={1.75} aria-hidden />
            {`Shadowed: rule ${shadowedBy + 1} takes everything that this one could`}
          </span>
        )}
      </h3>
      {matches.length === 0 ? (
        <p className="text-muted">{`Takes ${takesAll(rule)}`}</p>
      ) : (
        <ul>
          {matches.map((match, i) => (
            <li key={match} className="wrap-anywhere text-muted">
              {i === 0 ? `Takes ${takenWord(rule)} with ` : 'or with '}
              <span className="font-mono text-xs">{match}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
