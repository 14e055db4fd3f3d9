import type { NodeId } from '#lib/core/ids.ts';
import type { TrafficGraph } from './model.ts';

/** The part of a graph within `hops` edges of a node, in either direction; the whole graph where the node is not in it. */
export function focusOn(graph: TrafficGraph, centre: NodeId, hops: number): TrafficGraph {
  if (!graph.nodes.some(({ id }) => id === centre)) return graph;
  const neighbours = new Map<NodeId, NodeId[]>();
  const join = (a: NodeId, b: NodeId) => {
    const known = neighbours.get(a);
    if (known === undefined) neighbours.set(a, [b]);
    else known.push(b);
  };
  for (const { source, target } of graph.edges) {
    join(source, target);
    join(target, source);
  }
  const near = new Set([centre]);
  let rim: readonly NodeId[] = [centre];
  for (let hop = 0; hop < hops; hop += 1) {
    rim = [...new Set(rim.flatMap((id) => neighbours.get(id) ?? []))].filter((id) => !near.has(id));
    for (const id of rim) near.add(id);
  }
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => near.has(id)),
    edges: graph.edges.filter(({ source, target }) => near.has(source) && near.has(target)),
  };
}
