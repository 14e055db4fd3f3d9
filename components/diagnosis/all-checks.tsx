import { ChevronRight } from 'lucide-react';
import { causeText } from '#lib/diagnosis/catalogue.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { CheckLines } from './check-lines.tsx';
import { surenessOf } from './culprit-line.tsx';

/** Every cause that was looked at, also those that were ruled out, with what speaks for and against each. */
export function AllChecks({ causes }: { causes: readonly CauseFound[] }) {
  const count = causes.reduce((sum, { checks }) => sum + checks.length, 0);
  if (count === 0) return null;
  return (
    <details className="group">
      <summary className="flex cursor-pointer items-center gap-1 text-muted hover:text-text">
        <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden="true" />
        All checks: {count} for {plural(causes.length, 'cause')}
      </summary>
      <ul className="mt-2 space-y-3">
        {causes.map((cause) => (
          <li key={cause.code}>
            <div className="flex items-baseline justify-between gap-2">
              <h4 className="font-medium">{causeText(cause.code).title}</h4>
              <span className="shrink-0 text-faint text-xs">{surenessOf(cause.confidence)}</span>
            </div>
            <CheckLines checks={cause.checks} />
          </li>
        ))}
      </ul>
    </details>
  );
}
