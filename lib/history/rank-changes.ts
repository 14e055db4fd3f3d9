import type { EpochSeconds } from '#lib/core/units.ts';
import type { ChangeRecord } from './change-record.ts';

/** Seconds of nearness to the onset that a step on the graph is worth. */
const stepSeconds = 300;
/** What comes after an effect did not bring it, but clocks and scrapes blur the moment by so many seconds. */
const blur = 60;
/** A warning is more often what came of a change than the change. */
const eventSeconds = 240;

/** Whether a change came after what began at `onset`, and so did not bring it. */
export const isAfter = ({ at }: Pick<ChangeRecord, 'at'>, onset: EpochSeconds): boolean => at > onset + blur;

/**
 * Changes by how probably they brought what began at `onset`: shortly before it, near on the graph, done by somebody
 * rather than told by an event; whatever came after it stands below. `distance` counts steps from what is looked at to the
 * object, 0 for what governs it.
 */
export function rankChanges(
  changes: readonly ChangeRecord[],
  onset: EpochSeconds,
  distance: (change: ChangeRecord) => number,
): readonly ChangeRecord[] {
  const cost = (change: ChangeRecord): number =>
    Math.abs(change.at - onset) +
    distance(change) * stepSeconds +
    (change.what === 'event' ? eventSeconds : 0);
  return changes
    .map((change) => ({ change, late: Number(isAfter(change, onset)), cost: cost(change) }))
    .sort((a, b) => a.late - b.late || a.cost - b.cost || b.change.at - a.change.at)
    .map(({ change }) => change);
}
