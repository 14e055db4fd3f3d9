import type { TrafficGraph } from '#lib/graph/model.ts';

/** A graph with the edges of earlier ones that are not on it any more, and their ends: what stopped has to be looked up. */
export function withPast(graph: TrafficGraph, past: readonly TrafficGraph[]): TrafficGraph {
  const edges = new Map([...past, graph].flatMap((each) => each.edges).map((edge) => [edge.id, edge]));
  if (edges.size === graph.edges.length) return graph;
  const nodes = new Map([...past, graph].flatMap((each) => each.nodes).map((node) => [node.id, node]));
  return { ...graph, nodes: [...nodes.values()], edges: [...edges.values()] };
}
