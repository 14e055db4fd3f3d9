import { isolated } from '#lib/format/visible.ts';
import type { GraphChange } from '#lib/graph/compare.ts';
import type { Delta } from '#lib/graph/diff/delta.ts';

/** What the list of changes can be sorted by. `weight` is the order of the answer: what matters most first. */
export const changeColumns = ['weight', 'name', 'rate', 'errors', 'latency'] as const;
export type ChangeColumn = (typeof changeColumns)[number];

export interface ChangeSort {
  readonly column: ChangeColumn;
  readonly descending: boolean;
}

/** An end of a change as people call it: the application and its version. */
export const endName = ({
  app,
  name,
  version,
  kind,
}: Extract<GraphChange, { kind: 'node' }>['node']): string => {
  const called = isolated(kind === 'workload' ? (app ?? name) : name === '' ? kind : name);
  return version === null ? called : `${called} ${isolated(version)}`;
};

/** What changed, in one text: `checkout v1 → payment v2`. */
export const changeName = (change: GraphChange): string =>
  change.kind === 'edge' ? `${endName(change.source)} → ${endName(change.target)}` : endName(change.node);

const size = ({ absolute }: Delta): number | null => absolute;

function numberOf(change: GraphChange, column: 'rate' | 'errors' | 'latency'): number | null {
  if (change.kind === 'node') return column === 'rate' ? size(change.rate) : null;
  if (column === 'errors') return size(change.errorShare);
  if (column === 'latency') return size(change.latency);
  const { before, after } = change.rate;
  // What came or went is a difference too, from nothing.
  return before === null && after === null ? null : (after ?? 0) - (before ?? 0);
}

/** Changes in the order asked for; what has no number in the column comes last, either way. */
export function sortChanges(
  changes: readonly GraphChange[],
  { column, descending }: ChangeSort,
): readonly GraphChange[] {
  if (column === 'weight') return descending ? changes : [...changes].reverse();
  const sign = descending ? -1 : 1;
  if (column === 'name') {
    return [...changes].sort((a, b) => sign * changeName(a).localeCompare(changeName(b), 'en'));
  }
  return changes
    .map((change) => ({ change, value: numberOf(change, column) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * (a.value - b.value);
    })
    .map(({ change }) => change);
}
