import type { NodeId } from '#lib/core/ids.ts';
import type { FocusDirection } from '#lib/url/focus-codec.ts';
import type { TrafficGraph } from './model.ts';

/** The part of a graph within `hops` edges of a node; the whole graph where the node is not in it. */
export function focusOn(
  graph: TrafficGraph,
  centre: NodeId,
  hops: number,
  direction: FocusDirection = 'both',
): TrafficGraph {
  const near = nearNodes(graph, centre, hops, direction);
  return near === null ? graph : keepNodes(graph, near);
}

/** The nodes within `hops` edges of `centre`, itself among them; null where it is not in the graph. */
export function nearNodes(
  graph: TrafficGraph,
  centre: NodeId,
  hops: number,
  direction: FocusDirection,
): ReadonlySet<NodeId> | null {
  if (!graph.nodes.some(({ id }) => id === centre)) return null;
  const neighbours = neighboursOf(graph, direction);
  const near = new Set([centre]);
  let rim: readonly NodeId[] = [centre];
  for (let hop = 0; hop < hops; hop += 1) {
    rim = [...new Set(rim.flatMap((id) => neighbours.get(id) ?? []))].filter((id) => !near.has(id));
    for (const id of rim) near.add(id);
  }
  return near;
}

function neighboursOf(
  { edges }: TrafficGraph,
  direction: FocusDirection,
): ReadonlyMap<NodeId, readonly NodeId[]> {
  const neighbours = new Map<NodeId, NodeId[]>();
  const join = (from: NodeId, to: NodeId) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const { source, target } of edges) {
    if (direction !== 'callers') join(source, target);
    if (direction !== 'called') join(target, source);
  }
  return neighbours;
}

/** A graph with only these nodes and all edges among them: what two of them say to one another is never left out. */
export function keepNodes(graph: TrafficGraph, kept: ReadonlySet<NodeId>): TrafficGraph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter(({ source, target }) => kept.has(source) && kept.has(target)),
  };
}
