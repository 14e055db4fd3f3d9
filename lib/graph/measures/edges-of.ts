import type { EdgeId } from '#lib/core/ids.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Matcher } from '#lib/prom/promql.ts';
import { satisfies } from '#lib/prom/satisfies.ts';
import type { Labels } from '#lib/prom/series.ts';
import { place } from '../place.ts';

/** The edges on screen that a row of request metrics is part of; none where it has no place there. */
export type EdgesOf = (labels: Labels) => readonly EdgeId[];

/** On the graph of the mesh: `shown` has what became of each edge of the whole graph. */
export function edgesOfMesh(snapshot: MeshSnapshot, shown: ReadonlyMap<EdgeId, readonly EdgeId[]>): EdgesOf {
  return (labels) => {
    const placed = place(labels, false, snapshot);
    return typeof placed === 'string' ? [] : (shown.get(placed.edge) ?? []);
  };
}

interface Selecting {
  readonly id: EdgeId;
  readonly matches: (labels: Labels) => boolean;
}

/**
 * In a view: the edges whose own matchers select the row, by which the inspector asks for them too. Each edge is looked up by
 * the value of one of its matchers, so that a row is held against few.
 */
export function edgesOfView(
  edges: readonly { readonly id: EdgeId; readonly matchers: readonly Matcher[] }[],
): EdgesOf {
  const byLabel = new Map<string, Map<string, Selecting[]>>();
  const others: Selecting[] = [];
  for (const { id, matchers } of edges) {
    const selecting = { id, matches: satisfies(matchers) };
    const exact = matchers.find(({ op, label }) => op === '=' && label !== 'request_protocol');
    if (exact === undefined) others.push(selecting);
    else listIn(byLabel, exact).push(selecting);
  }
  return (labels) => {
    const near = [...byLabel].flatMap(([label, byValue]) => byValue.get(labels[label] ?? '') ?? []);
    return [...near, ...others].filter(({ matches }) => matches(labels)).map(({ id }) => id);
  };
}

function listIn(byLabel: Map<string, Map<string, Selecting[]>>, { label, value }: Matcher): Selecting[] {
  const byValue = byLabel.get(label) ?? new Map<string, Selecting[]>();
  byLabel.set(label, byValue);
  const list = byValue.get(value) ?? [];
  byValue.set(value, list);
  return list;
}
