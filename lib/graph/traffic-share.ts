import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from './model.ts';

const rateOf = ({ reports, shown, protocol }: GraphEdge): number | null =>
  protocol === 'tcp' ? null : (reports[shown]?.rate ?? null);

/**
 * The part, 0 to 1, of the requests (HTTP and gRPC) of each edge's source that run on it. `isWhole` says of which nodes all that
 * they send is known. An edge has none where the requests of its source are not known, or there are none.
 */
export function trafficShares(
  graph: Pick<TrafficGraph, 'nodes' | 'edges'>,
  isWhole: (node: GraphNode) => boolean,
): ReadonlyMap<EdgeId, number> {
  const totals = outgoing(graph, isWhole);
  return new Map(
    graph.edges.flatMap((edge) => {
      const [rate, total] = [rateOf(edge), totals.get(edge.source) ?? 0];
      return rate === null || total <= 0 ? [] : [[edge.id, Math.min(1, rate / total)] as const];
    }),
  );
}

/** Requests per second that nodes send. A node knows its own, edges that are not on screen among them; a service between callers and workloads does not. */
function outgoing(
  { nodes, edges }: Pick<TrafficGraph, 'nodes' | 'edges'>,
  isWhole: (node: GraphNode) => boolean,
): ReadonlyMap<NodeId, number> {
  const drawn = new Map<NodeId, number>();
  for (const edge of edges) drawn.set(edge.source, (drawn.get(edge.source) ?? 0) + (rateOf(edge) ?? 0));
  return new Map(
    nodes.filter(isWhole).flatMap((node) => {
      const total = node.outRate ?? (node.kind === 'service' ? drawn.get(node.id) : undefined);
      return total === undefined ? [] : [[node.id, total] as const];
    }),
  );
}
