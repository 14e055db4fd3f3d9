import type { NodeId } from '#lib/core/ids.ts';
import type { RankBy } from '#lib/url/drawing-codec.ts';
import type { GraphEdge, TrafficGraph } from './model.ts';

/** The last rank: with more different scores than this, several share one. */
const last = 100;

/**
 * The rank of each node among all of a graph: 1 is best, at most 100, nodes of the same score share a rank. By edges a node
 * without any is the last; by rate one at which no requests are known to arrive has no rank. Edges are ranked as in Kiali:
 * https://github.com/kiali/kiali/blob/220e0f16/frontend/src/pages/Graph/GraphScore.ts
 */
export function rankNodes(graph: TrafficGraph, by: RankBy): ReadonlyMap<NodeId, number> {
  const scores = by === 'rate' ? requestsIn(graph.edges) : countEdges(graph, by);
  const different = [...new Set(scores.values())].sort((a, b) => b - a);
  const scale = Math.max(1, different.length / last);
  const rankOf = new Map(different.map((score, i) => [score, Math.ceil((i + 1) / scale)]));
  return new Map([...scores].map(([id, score]) => [id, rankOf.get(score) ?? 1]));
}

function countEdges(
  { nodes, edges }: TrafficGraph,
  by: Exclude<RankBy, 'rate'>,
): ReadonlyMap<NodeId, number> {
  const counts = new Map(nodes.map(({ id }) => [id, 0]));
  const add = (id: NodeId) => {
    const count = counts.get(id);
    if (count !== undefined) counts.set(id, count + 1);
  };
  for (const { source, target } of edges) {
    if (by !== 'inbound') add(source);
    if (by !== 'outbound') add(target);
  }
  return counts;
}

/** Requests per second that arrive; connections are no requests. */
function requestsIn(edges: readonly GraphEdge[]): ReadonlyMap<NodeId, number> {
  const rates = new Map<NodeId, number>();
  for (const { target, protocol, reports, shown } of edges) {
    const rate = reports[shown]?.rate ?? null;
    if (protocol !== 'tcp' && rate !== null) rates.set(target, (rates.get(target) ?? 0) + rate);
  }
  return rates;
}
