'use client';
import { useChanges } from '#components/data/use-changes.ts';
import { useNow } from '#components/data/use-now.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ChangesResponse } from '#lib/api/edit-contract.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { UndoButton } from './undo-button.tsx';

type Change = ChangesResponse['changes'][number];

const verbs = { patch: 'Changed', create: 'Created', delete: 'Deleted' } as const;

/** What was written through this Weft since it started, the newest first, each to be taken back. */
export function RecentChanges() {
  const loaded = useChanges();
  return (
    <div className="w-120 max-w-[90vw] p-3">
      <h2 className="mb-2 font-semibold">Recent changes</h2>
      <Listed loaded={loaded} />
    </div>
  );
}

function Listed({ loaded }: { loaded: ReturnType<typeof useChanges> }) {
  switch (loaded.state) {
    case 'loading':
      return <div role="status" aria-label="Loading the changes" className="skeleton h-16" />;
    case 'failed':
      return <p className="text-fail">{`${loaded.error.message} ${loaded.error.cure ?? ''}`}</p>;
    case 'ready':
      return loaded.data.changes.length === 0 ? (
        <p className="text-muted">
          Nothing was changed through Weft that it remembers. What others change stands under{' '}
          <PageLink href={pagePaths.changes()} className="text-accent hover:underline">
            Changes
          </PageLink>
          .
        </p>
      ) : (
        <ul>
          {loaded.data.changes.map((change) => (
            <ChangeRow key={change.id} change={change} />
          ))}
        </ul>
      );
  }
}

function ChangeRow({ change }: { change: Change }) {
  const now = useNow();
  const { id, at, user, says, objects, undoes, undoneBy } = change;
  const what = objects.map(({ object }) => `${object.kind} ${object.name}`).join(', ');
  return (
    <li className="flex items-start gap-3 border-line border-t py-2 first:border-t-0">
      <div className="min-w-0 flex-1">
        {objects.map(({ object, do: did }) => (
          <p key={objectKey(object)} className="truncate">
            <span className="text-muted">{undoes === null ? verbs[did] : 'Took back a change of'} </span>
            <PageLink href={pagePaths.object(object)} className="text-accent hover:underline">
              {object.kind} {object.namespace === null ? '' : `${object.namespace}/`}
              {object.name}
            </PageLink>
          </p>
        ))}
        {undoes === null ? <p className="wrap-anywhere text-muted text-xs">{says}</p> : null}
        <p className="text-faint text-xs" title={formatMoment(at)}>
          {formatAge(at, now)} by {user}
        </p>
      </div>
      {undoneBy === null ? <UndoButton change={id} of={what} /> : <span className="text-muted">Undone</span>}
    </li>
  );
}
