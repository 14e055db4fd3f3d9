import type { Finding } from '#lib/core/finding.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphNode, TrafficGraph } from '../model.ts';
import { countFindings, indexFindings } from './findings.ts';

/** A graph with its findings counted anew: what is found by the graph itself is not known while it is built. */
export function withFindings(
  graph: TrafficGraph,
  findings: readonly Finding[],
  snapshot: MeshSnapshot,
): TrafficGraph {
  const index = indexFindings(findings, snapshot);
  const inbound = Map.groupBy(graph.edges, ({ target }) => target);
  const nodes = new Map<string, GraphNode>(graph.nodes.map((node) => [node.id, node]));
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      findings: countFindings(index.ofNode(node, inbound.get(node.id) ?? [])),
    })),
    edges: graph.edges.map((edge) => {
      const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
      if (source === undefined || target === undefined) return edge;
      return { ...edge, findings: countFindings(index.ofEdge(edge.service, source, target)) };
    }),
  };
}
