import { findPath, type Path } from './add-flows.ts';
import type { Flow } from './flow.ts';
import { type EdgeSecurity, edgeKey, type ViewEdge, type ViewGraph } from './view-graph.ts';
import type { WayOptions } from './way.ts';

/** The stretch of a path on which latency and bytes are shown: the last one, from the service where that is a node. */
function lastStretch(graph: ViewGraph, { source, service, target }: Path, flow: Flow): ViewEdge | null {
  return graph.edges.get(edgeKey((service ?? source).id, target.id, flow.protocol)) ?? null;
}

const identityOf = ({ labels, protocol }: Flow): string =>
  [
    protocol,
    labels.source_cluster,
    labels.source_workload_namespace,
    labels.source_workload,
    labels.destination_cluster,
    labels.destination_workload_namespace,
    labels.destination_workload,
    labels.destination_service,
  ].join('\u0001');

/** What a flow weighs whose requests are not known: it decides where nothing else does. */
const hardly = 1e-9;

/** Milliseconds on edges: of an edge that several flows make, each weighs as much as its requests. */
export function addLatency(
  graph: ViewGraph,
  flows: readonly Flow[],
  requests: readonly Flow[],
  options: WayOptions,
): void {
  const weights = new Map<string, number>();
  for (const flow of requests) {
    const key = identityOf(flow);
    weights.set(key, (weights.get(key) ?? 0) + flow.value);
  }
  const sums = new Map<ViewEdge, { weight: number; spent: number }>();
  for (const flow of flows) {
    const path = findPath(graph, flow, options);
    const edge = path === null ? null : lastStretch(graph, path, flow);
    if (edge === null || flow.value <= 0) continue;
    const sum = sums.get(edge) ?? { weight: 0, spent: 0 };
    const weight = weights.get(identityOf(flow)) || hardly;
    sums.set(edge, { weight: sum.weight + weight, spent: sum.spent + weight * flow.value });
  }
  for (const [edge, { weight, spent }] of sums) edge.latency = spent / weight;
}

/** Bytes of HTTP bodies on edges, added up. */
export function addThroughput(graph: ViewGraph, flows: readonly Flow[], options: WayOptions): void {
  for (const flow of flows) {
    const path = findPath(graph, flow, options);
    const edge = path === null ? null : lastStretch(graph, path, flow);
    if (edge !== null) edge.throughput = (edge.throughput ?? 0) + flow.value;
  }
}

interface PolicySum {
  mutual: number;
  all: number;
  sourcePrincipal: string | null;
  targetPrincipal: string | null;
}

const emptySum = (): PolicySum => ({ mutual: 0, all: 0, sourcePrincipal: null, targetPrincipal: null });

/**
 * Security of edges, by the callee's reports: the caller's proxy does not see what the wire carries. Connections of a waypoint
 * are HBONE, which is mutual TLS, where no report says so.
 */
export function addSecurity(graph: ViewGraph, flows: readonly Flow[], options: WayOptions): void {
  const sums = new Map<ViewEdge, PolicySum>();
  for (const flow of flows) {
    const path = findPath(graph, flow, options);
    if (path === null) continue;
    for (const edge of stretches(graph, path, flow)) {
      const sum = sums.get(edge) ?? emptySum();
      addPolicy(sum, flow);
      sums.set(edge, sum);
    }
  }
  for (const [edge, sum] of sums) edge.security = securityOf(sum);
  for (const edge of graph.edges.values()) {
    const atWaypoint = [edge.source, edge.target].some((id) => graph.nodes.get(id)?.waypoint === true);
    if (edge.security === null && atWaypoint) {
      edge.security = { mutualTls: 1, sourcePrincipal: null, targetPrincipal: null };
    }
  }
}

/** All edges of a path in the protocol of the flow. */
function stretches(graph: ViewGraph, { source, service, target }: Path, flow: Flow): ViewEdge[] {
  const ends =
    service === null
      ? [[source, target]]
      : [
          [source, service],
          [service, target],
        ];
  return ends.flatMap(([from, to]) => {
    if (from === undefined || to === undefined) return [];
    return graph.edges.get(edgeKey(from.id, to.id, flow.protocol)) ?? [];
  });
}

function addPolicy(sum: PolicySum, { labels, value }: Flow): void {
  const {
    connection_security_policy: policy,
    source_principal: source,
    destination_principal: target,
  } = labels;
  // A proxy that writes neither does not know.
  if (policy === 'mutual_tls' || policy === 'none') sum.all += value;
  if (policy === 'mutual_tls') sum.mutual += value;
  sum.sourcePrincipal ??= source === undefined || source === 'unknown' ? null : source;
  sum.targetPrincipal ??= target === undefined || target === 'unknown' ? null : target;
}

/** Principals are known by what mutual TLS proves, even where the metric does not name the policy. Null where nothing is. */
function securityOf({ mutual, all, sourcePrincipal, targetPrincipal }: PolicySum): EdgeSecurity | null {
  if (all === 0 && sourcePrincipal === null && targetPrincipal === null) return null;
  return { mutualTls: all > 0 ? mutual / all : null, sourcePrincipal, targetPrincipal };
}
