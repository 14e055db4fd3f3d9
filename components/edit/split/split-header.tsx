'use client';
import { BackButton } from '#components/ui/back-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { RecentChangesButton } from '../recent-changes-button.tsx';

/** Which route is edited, and the ways from it. */
export function SplitHeader({ object }: { object: ObjectRef }) {
  return (
    <header className="flex shrink-0 items-center gap-3 border-line border-b bg-surface px-4 py-2">
      <BackButton otherwise={pagePaths.object(object)} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold text-base">Shift traffic</h1>
        <p className="truncate text-muted text-xs">
          <PageLink href={pagePaths.object(object)} className="text-accent hover:underline">
            {objectName(object)}
          </PageLink>
        </p>
      </div>
      <RecentChangesButton />
    </header>
  );
}
