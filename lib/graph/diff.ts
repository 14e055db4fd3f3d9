import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { type Change, diffEdge, type EdgeDiff, type Mark, type Side, sideOf } from './diff/edge-diff.ts';
import { diffNode, type NodeDiff } from './diff/node-diff.ts';
import { concerns, type Weight, weighEdge, weighNode } from './diff/rank.ts';
import type { TrafficGraph } from './model.ts';

/** An element that is not the same, with what matters most about it. A node is listed for its pods and for coming and going. */
export type Ranked = Weight &
  (
    | { readonly kind: 'node'; readonly id: NodeId; readonly diff: NodeDiff }
    | { readonly kind: 'edge'; readonly id: EdgeId; readonly diff: EdgeDiff }
  );

export interface GraphDiff {
  /** Every element of either moment, as the later one has it, the lost ones as they were: for drawing. */
  readonly merged: TrafficGraph;
  readonly nodes: ReadonlyMap<NodeId, NodeDiff>;
  readonly edges: ReadonlyMap<EdgeId, EdgeDiff>;
  /** What is not the same, what matters most first. */
  readonly ranked: readonly Ranked[];
  readonly counts: {
    readonly nodes: Readonly<Record<Mark, number>>;
    readonly edges: Readonly<Record<Mark, number>>;
  };
  /** Why the comparison may mislead, such as a query that failed at one of the moments. */
  readonly notes: readonly string[];
}

/**
 * What changed between two graphs. Elements are the same by their ids; numbers are compared as one reporter saw them, and
 * judged by their counts, so that chance is told apart from a change.
 */
export function diffGraphs(before: TrafficGraph, after: TrafficGraph): GraphDiff {
  const sides = { before: sideOf(before), after: sideOf(after) };
  const nodes = paired(before.nodes, after.nodes, (a, b) => diffNode(a, b, sides));
  const edges = paired(before.edges, after.edges, (a, b) => diffEdge(a, b, sides));
  return {
    merged: merge(after, nodes, edges),
    nodes,
    edges,
    ranked: rank(nodes, edges),
    counts: { nodes: count(nodes), edges: count(edges) },
    notes: notesOf(before, after, sides),
  };
}

/** The elements of two lists by id, in the order of ids. */
function paired<E extends { readonly id: string }, D>(
  before: readonly E[],
  after: readonly E[],
  diff: (before: E | null, after: E | null) => D,
): ReadonlyMap<E['id'], D> {
  const [old, now] = [byId(before), byId(after)];
  const ids: readonly E['id'][] = [...new Set([...old.keys(), ...now.keys()])].sort();
  return new Map(ids.map((id) => [id, diff(old.get(id) ?? null, now.get(id) ?? null)]));
}

const byId = <E extends { readonly id: string }>(elements: readonly E[]): ReadonlyMap<E['id'], E> =>
  new Map(elements.map((element) => [element.id, element]));

function merge(
  after: TrafficGraph,
  nodes: ReadonlyMap<NodeId, NodeDiff>,
  edges: ReadonlyMap<EdgeId, EdgeDiff>,
): TrafficGraph {
  return {
    ...after,
    nodes: [...nodes.values()].flatMap((diff) => diff.after ?? diff.before ?? []),
    edges: [...edges.values()].flatMap((diff) => diff.after ?? diff.before ?? []),
  };
}

function rank(nodes: ReadonlyMap<NodeId, NodeDiff>, edges: ReadonlyMap<EdgeId, EdgeDiff>): readonly Ranked[] {
  const all: Ranked[] = [
    ...[...edges].map(([id, diff]) => ({ kind: 'edge' as const, id, diff, ...weighEdge(diff) })),
    ...[...nodes].map(([id, diff]) => ({ kind: 'node' as const, id, diff, ...weighNode(diff) })),
  ];
  const place = ({ concern }: Ranked) => concerns.indexOf(concern);
  return all
    .filter(({ diff, concern }) => diff.mark !== 'same' && concern !== 'none')
    .sort((a, b) => place(a) - place(b) || b.size - a.size || (a.id < b.id ? -1 : 1));
}

function count(diffs: ReadonlyMap<string, { readonly mark: Mark }>): Record<Mark, number> {
  const counts = { new: 0, lost: 0, changed: 0, same: 0 };
  for (const { mark } of diffs.values()) counts[mark] += 1;
  return counts;
}

function notesOf(before: TrafficGraph, after: TrafficGraph, sides: Change<Side>): readonly string[] {
  const notes: string[] = [];
  for (const [name, { missing }] of [['earlier', before] as const, ['later', after] as const]) {
    for (const { query } of missing) notes.push(`The query "${query}" failed at the ${name} moment.`);
  }
  if (!sides.before.whole || !sides.after.whole) {
    notes.push('Edges that are new or lost may only be unknown at the other moment.');
  }
  if (before.window !== after.window) {
    notes.push(
      'The windows are not equally long: rates compare, an edge with few requests shows in the longer one alone.',
    );
  }
  if (Math.abs(after.at - before.at) < Math.max(before.window, after.window)) {
    notes.push('The windows overlap: what fell into both is in both.');
  }
  return notes;
}
