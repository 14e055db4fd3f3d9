import { worstOf } from '#lib/health/replicas.ts';
import { addResponse, addTraffic, noTraffic } from './traffic.ts';
import { edgeBetween, type ViewEdge, type ViewGraph } from './view-graph.ts';

/**
 * A graph of services alone: what the workloads behind a service call, the service calls. Callers that nobody calls stay, for
 * traffic has to come from somewhere. A workload behind several services calls on behalf of each: which one it served when it
 * called is in no metric.
 */
export function reduceToServices(graph: ViewGraph): void {
  const isService = (id: string) => graph.nodes.get(id)?.kind === 'service';
  const edges = [...graph.edges.values()];
  const toServices = Map.groupBy(
    edges.filter((edge) => isService(edge.target)),
    (edge) => edge.source,
  );
  const kept: ViewEdge[] = edges.filter(
    ({ source, target }) =>
      isService(target) && (isService(source) || graph.nodes.get(source)?.root === true),
  );
  for (const [service, workloads] of workloadsBehind(edges, isService)) {
    for (const workload of workloads) {
      for (const edge of toServices.get(workload) ?? []) kept.push({ ...edge, source: service });
    }
  }
  graph.edges.clear();
  for (const edge of kept) put(graph, edge);
  const callers = new Set(kept.map(({ source }) => source));
  for (const { id } of [...graph.nodes.values()])
    if (!isService(id) && !callers.has(id)) graph.nodes.delete(id);
  recountOutbound(graph);
}

/** The workloads that each service sends to, each once, however many protocols lead there. */
function workloadsBehind(
  edges: readonly ViewEdge[],
  isService: (id: string) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const behind = new Map<string, Set<string>>();
  for (const { source, target } of edges) {
    if (!isService(source) || isService(target)) continue;
    behind.set(source, (behind.get(source) ?? new Set()).add(target));
  }
  return behind;
}

function put(graph: ViewGraph, edge: ViewEdge): void {
  const sum = edgeBetween(graph, edge.source, edge.target, edge.protocol);
  for (const response of edge.responses.values()) addResponse(sum.responses, response);
  for (const stretch of edge.stretches) sum.stretches.add(stretch);
  for (const [host, service] of edge.services) sum.services.set(host, service);
  sum.latency ??= edge.latency;
  sum.security ??= edge.security;
  sum.health = worstOf([sum.health, edge.health]);
  if (edge.throughput !== null) sum.throughput = (sum.throughput ?? 0) + edge.throughput;
}

function recountOutbound(graph: ViewGraph): void {
  for (const node of graph.nodes.values()) node.outbound = noTraffic();
  for (const { source, protocol, responses } of graph.edges.values()) {
    const node = graph.nodes.get(source);
    if (node === undefined) continue;
    for (const { code, flags, rate } of responses.values()) {
      addTraffic(node.outbound, protocol, code, rate, flags !== null);
    }
  }
}
