import type { ChangeRecord } from './change-record.ts';
import { rankChanges } from './rank-changes.ts';

/** Clocks and scrapes blur a moment by so many seconds. */
const blur = 60;

/** How many steps away a change is that is merely in the same namespace. */
export const elsewhere = 3;

/**
 * The changes within so many seconds before `onset` that may have brought what began then, the most probable first. Of what is
 * merely in the same namespace only what was deleted: an object that is gone governs nothing that one could look at.
 */
export function changedNear(
  changes: readonly ChangeRecord[],
  { onset, within }: { readonly onset: ChangeRecord['at']; readonly within: number },
  distance: (change: ChangeRecord) => number,
): readonly ChangeRecord[] {
  const near = changes.filter(
    (change) =>
      change.at >= onset - within &&
      change.at <= onset + blur &&
      (distance(change) < elsewhere || change.what === 'deleted'),
  );
  return rankChanges(near, onset, distance);
}
