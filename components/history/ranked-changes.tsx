import type { EpochSeconds } from '#lib/core/units.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { foldScalings } from '#lib/history/fold-scalings.ts';
import { nearText } from '#lib/history/near-text.ts';
import { rankChanges } from '#lib/history/rank-changes.ts';
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
    return <p className="text-muted">Nothing that governs this or stands at its ends has changed.</p>;
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
      {ranked.length > few ? (
        <p className="text-muted">{plural(ranked.length - few, 'further change')} in this time.</p>
      ) : null}
    </>
  );
}
