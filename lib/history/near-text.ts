import type { EpochSeconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';
import type { ChangeRecord } from './change-record.ts';
import { isAfter } from './rank-changes.ts';

const places = ['governs this', 'at an end of this', '2 steps away'] as const;

/**
 * How near a change is to what began at `onset`, in time and on the graph: `3 min before it began, governs this`. Within a minute it is told
 * as the same moment: clocks and scrapes know it no better.
 */
export function nearText(change: ChangeRecord, onset: EpochSeconds, distance: number): string {
  const apart = Math.abs(change.at - onset);
  const when =
    apart < 60
      ? 'as it began'
      : `${formatSpan(Math.floor(apart / 60) * 60)} ${isAfter(change, onset) ? 'after' : 'before'} it began`;
  return `${when}, ${places[distance] ?? 'in its namespace'}`;
}
