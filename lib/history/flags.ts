import type { ChangeRecord } from './change-record.ts';

/** Changes that stand as one flag on a time axis, what people did first. */
export interface Flag {
  /** Unix seconds; of several the first. */
  readonly at: number;
  readonly changes: readonly ChangeRecord[];
}

/** A flag takes this part of the axis: what is nearer would lie upon it. */
const flagWidth = 1 / 24;
const mostFlags = 12;

/** What came of something comes after what was done, whichever was first. */
const weight = ({ what }: ChangeRecord): number => (what === 'event' || what === 'restarted' ? 1 : 0);

/**
 * Changes between two moments (Unix seconds) as flags in order of time: those too near to one another to be told apart are one, and
 * of more than twelve the nearest are joined.
 */
export function flagsOf(changes: readonly ChangeRecord[], from: number, to: number): readonly Flag[] {
  if (to <= from) return [];
  const inOrder = changes.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
  const groups: ChangeRecord[][] = [];
  for (const change of inOrder) {
    const open = groups.at(-1);
    if (open?.[0] !== undefined && change.at - open[0].at < (to - from) * flagWidth) open.push(change);
    else groups.push([change]);
  }
  while (groups.length > mostFlags) joinNearest(groups);
  return groups.map((group) => ({
    at: group[0]?.at ?? from,
    changes: group.toSorted((a, b) => weight(a) - weight(b) || a.at - b.at),
  }));
}

function joinNearest(groups: ChangeRecord[][]): void {
  const start = (place: number): number => groups[place]?.[0]?.at ?? 0;
  let nearest = 1;
  for (let place = 2; place < groups.length; place++)
    if (start(place) - start(place - 1) < start(nearest) - start(nearest - 1)) nearest = place;
  const [joined = []] = groups.splice(nearest, 1);
  groups[nearest - 1]?.push(...joined);
}
