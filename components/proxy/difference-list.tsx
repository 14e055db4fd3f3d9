'use client';
import { Check } from 'lucide-react';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { objectName } from '#lib/core/object-ref.ts';
import type { Difference } from '#lib/envoy/difference.ts';
import { pagePaths } from '#lib/url/paths.ts';

interface DifferenceListProps {
  readonly differences: readonly Difference[];
  /** What to say where there is none: what was held against the configuration. */
  readonly none: string;
}

/** Where the proxy is not as declared, each with the object behind it. */
export function DifferenceList({ differences, none }: DifferenceListProps) {
  return (
    <section aria-label="Differences from what is declared">
      <h3 className="mb-1.5 font-semibold text-muted text-xs">Beside what is declared</h3>
      {differences.length === 0 ? (
        <p className="flex items-start gap-1.5 text-muted">
          <Check size={14} className="mt-0.75 shrink-0 text-ok" aria-hidden />
          {none}
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {differences.map(({ code, level, says, object, path }) => (
            <li key={`${code} ${says}`} className="flex items-start gap-2 px-3 py-1.5">
              <span className="flex h-5 items-center">
                <StatusGlyph status={level === 'fail' ? 'failing' : 'degraded'} />
              </span>
              <p className="wrap-anywhere min-w-0 flex-1">
                {says}
                {object === null ? null : (
                  <>
                    {' '}
                    <PageLink href={pagePaths.object(object, path)} className="text-accent hover:underline">
                      {objectName(object)}
                    </PageLink>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
