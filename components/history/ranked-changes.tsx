import { useKeptView } from '#components/data/use-kept-view.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { EpochSeconds } from '#lib/core/units.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { foldScalings } from '#lib/history/fold-scalings.ts';
import { nearText } from '#lib/history/near-text.ts';
import { rankChanges } from '#lib/history/rank-changes.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { ChangeRow } from './change-row.tsx';

interface RankedChangesProps {
  readonly changes: readonly ChangeRecord[];
  readonly onset: EpochSeconds;
  readonly distance: (change: ChangeRecord) => number;
  /** Whether something began at the onset: each line then says how near it is to that. */
  readonly began: boolean;
}

const few = 6;

/** Changes by how probably they brought what is looked at. */
export function RankedChanges({ changes, onset, distance, began }: RankedChangesProps) {
  const ranked = rankChanges(foldScalings(changes), onset, distance);
  if (ranked.length === 0)
    return (
      <p className="text-muted">
        Nothing that governs this or stands at its ends has changed. <AllChanges />
      </p>
    );
  return (
    <>
      <ul>
        {ranked.slice(0, few).map((change) => (
          <ChangeRow
            key={change.id}
            change={change}
            named
            near={began ? nearText(change, onset, distance(change)) : null}
          />
        ))}
      </ul>
      <p className="text-muted">
        {ranked.length > few ? `${plural(ranked.length - few, 'further change')} in this time. ` : null}
        <AllChanges />
      </p>
    </>
  );
}

function AllChanges() {
  return (
    <PageLink href={pagePaths.changes(useKeptView())} className="text-accent hover:underline">
      All changes of the mesh
    </PageLink>
  );
}
