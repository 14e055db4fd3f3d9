import type { EdgeId } from '#lib/core/ids.ts';
import { requestIdentity } from '#lib/prom/labels.ts';
import type { Labels } from '#lib/prom/series.ts';
import type { Reporter } from '../model.ts';
import type { EdgesOf } from './edges-of.ts';

/** What one reporter says of one edge on screen. */
export interface RowGroup {
  readonly edge: EdgeId;
  readonly reporter: Reporter;
  /** The same text for the same edge and reporter. */
  readonly key: string;
}

const isReporter = (name: string | undefined): name is 'source' | 'destination' | 'waypoint' =>
  name === 'source' || name === 'destination' || name === 'waypoint';

/** The same text for rows of one identity, whatever else tells them apart. */
export const identityKey = (labels: Labels, operations: string | null = null): string =>
  [...requestIdentity.map((name) => labels[name] ?? ''), operations === null ? '' : labels[operations]].join(
    '\u0001',
  );

/** The groups that rows belong to; of rows of one identity it is found out once. */
export function groupsOf(edgesOf: EdgesOf, operations: string | null) {
  const known = new Map<string, readonly RowGroup[]>();
  return (labels: Labels): readonly RowGroup[] => {
    const key = identityKey(labels, operations);
    const before = known.get(key);
    if (before !== undefined) return before;
    const { reporter } = labels;
    const found = isReporter(reporter)
      ? edgesOf(labels).map((edge) => ({ edge, reporter, key: `${reporter} ${edge}` }))
      : [];
    known.set(key, found);
    return found;
  };
}

export type GroupsOf = ReturnType<typeof groupsOf>;
