import Link from 'next/link';
import type { CauseFound, Confidence } from '#lib/diagnosis/diagnosis.ts';
import { pagePaths } from '#lib/url/paths.ts';

const sureness: Readonly<Record<Confidence, string>> = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible',
  'ruled-out': 'ruled out',
};

export const surenessOf = (confidence: Confidence): string => sureness[confidence];

/** The object and the field that a cause lies in, and how sure that is. */
export function CulpritLine({ cause: { culprit, confidence } }: { cause: CauseFound }) {
  return (
    <div className="flex items-baseline justify-between gap-2">
      {culprit === null ? (
        <span className="text-muted">No single object is to blame</span>
      ) : (
        <span className="wrap-anywhere">
          <Link
            href={pagePaths.object(culprit.object, culprit.path)}
            className="font-medium text-accent hover:underline"
          >
            {culprit.object.kind} {culprit.object.name}
          </Link>{' '}
          <span className="font-mono text-faint text-xs">{culprit.path}</span>
        </span>
      )}
      <span className="shrink-0 text-faint text-xs">{surenessOf(confidence)}</span>
    </div>
  );
}
