import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { describeNode } from './decorate/describe-node.ts';
import { countFindings } from './decorate/findings.ts';
import { nodeHealth } from './decorate/health.ts';
import { pooledSplit } from './decorate/pooled-split.ts';
import { type NodeTolerances, tolerancesIn } from './decorate/tolerances.ts';
import { edgeIdOf, nodeIdOf } from './identity.ts';
import { mergeEdges } from './merge-edges.ts';
import type { GraphEdge, GraphNode, ServiceRef, TrafficGraph } from './model.ts';

/**
 * The same graph with each service as a node between its callers and its workloads. An edge that already ends at its
 * service, at a host outside or at a node that may not be read stays as it is.
 */
export function withServiceNodes(
  graph: TrafficGraph,
  snapshot: MeshSnapshot,
  rules: readonly ToleranceRule[] = [],
): TrafficGraph {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const through = graph.edges.filter((edge) => goesThroughService(edge, nodes.get(edge.target)));
  const kept = graph.edges.filter((edge) => !through.includes(edge));
  const services = new Map<string, ServiceRef>();
  const halves = through.flatMap((edge) => {
    if (edge.service !== null) services.set(nodeIdOf({ kind: 'service', ...edge.service }), edge.service);
    return halvesOf(edge).map((half) => ({ edge, ...half }));
  });
  // Requests that ended at the service are part of what was sent to it.
  const ended = kept.map((edge) => ({ edge, id: edge.id, source: edge.source, target: edge.target }));
  const sent = Map.groupBy(through, ({ service }) =>
    service === null ? '' : nodeIdOf({ kind: 'service', ...service }),
  );
  const edges: GraphEdge[] = [];
  const tolerances = tolerancesIn(snapshot, rules);
  for (const [first, ...rest] of Map.groupBy([...ended, ...halves], ({ id }) => id).values()) {
    if (first === undefined) continue;
    if (rest.length === 0 && first.edge.id === first.id) edges.push(first.edge);
    else {
      const ends = [nodes.get(first.source), nodes.get(first.target)] as const;
      const tolerated = tolerances.ofEdge(...ends, first.edge.service);
      const merged = mergeEdges(first, [first.edge, ...rest.map(({ edge }) => edge)], tolerated);
      // What a caller sends to a service is not divided yet; what a service sends on is, for all its callers together.
      edges.push({ ...merged, split: pooledSplit(sent.get(first.source) ?? [], first.target) });
    }
  }
  edges.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...graph, edges, nodes: addServices(graph, services, edges, snapshot, tolerances) };
}

/** Whether an edge is drawn as two where services are nodes: to the service that was addressed, and from it to its workload. */
export const goesThroughService = (
  { service }: Pick<GraphEdge, 'service'>,
  target: Pick<GraphNode, 'kind'> | undefined,
): boolean => service !== null && target?.kind === 'workload';

/** What such an edge is drawn as; the second halves of all callers are one edge, the first halves to all its workloads another. */
export function halvesOf({ source, target, protocol, service }: GraphEdge): readonly Half[] {
  if (service === null) return [];
  const node = nodeIdOf({ kind: 'service', ...service });
  return [
    { id: edgeIdOf(source, node, protocol, service), source, target: node },
    { id: edgeIdOf(node, target, protocol, service), source: node, target },
  ];
}

type Half = Pick<GraphEdge, 'id' | 'source' | 'target'>;

function addServices(
  graph: TrafficGraph,
  services: ReadonlyMap<string, ServiceRef>,
  edges: readonly GraphEdge[],
  snapshot: MeshSnapshot,
  tolerances: NodeTolerances,
): GraphNode[] {
  const inbound = Map.groupBy(edges, (edge) => edge.target);
  const outbound = Map.groupBy(edges, (edge) => edge.source);
  const added = [...services].filter(([id]) => !graph.nodes.some((node) => node.id === id));
  const made = added.map(([, service]): GraphNode => {
    const identity = { kind: 'service', ...service } as const;
    const id = nodeIdOf(identity);
    const [ins, outs] = [inbound.get(id) ?? [], outbound.get(id) ?? []];
    const described = describeNode({ id, identity, app: null, version: null }, snapshot);
    return {
      ...described,
      marks: [],
      health: nodeHealth(ins, outs, null, tolerances.ofNode(described)),
      findings: inCommon(ins),
      inRate: null,
      outRate: null,
    };
  });
  return [...graph.nodes, ...made].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What all edges to a service have is the service's: the rest is of their ends. */
function inCommon(edges: readonly GraphEdge[]): GraphNode['findings'] {
  const counts = countFindings([]);
  for (const level of ['error', 'warning', 'info'] as const) {
    const each = edges.map(({ findings }) => findings[level] ?? 0);
    counts[level] = each.length === 0 ? 0 : Math.min(...each);
  }
  return counts;
}
