import { blankNode, findPath, type Path } from './add-flows.ts';
import type { Flow } from './flow.ts';
import type { Focus } from './options.ts';
import { addResponse, addTraffic, responseKey } from './traffic.ts';
import { edgeBetween, edgeKey, type Operation, type ViewGraph, type ViewNode } from './view-graph.ts';
import { addressedService, type WayOptions } from './way.ts';

/** Below this share of an edge, what is left of it is the error of its sums. */
const nothing = 1e-6;

/**
 * Operations as nodes between callers and what they call, by a label of requests. What is classified leaves the edge it was
 * on; what is not classified stays there.
 */
export function addOperations(
  graph: ViewGraph,
  flows: readonly Flow[],
  label: string,
  options: WayOptions,
): void {
  for (const flow of flows) {
    const value = flow.labels[label];
    const path = value === undefined ? null : findPath(graph, flow, options);
    if (path === null || value === undefined || flow.value <= 0) continue;
    const node = operationNode(graph, path, { label, value });
    const next = path.service ?? path.target;
    takeFrom(graph, path.source, next, flow);
    put(graph, path.source, node, flow);
    put(graph, node, next, flow);
    addTraffic(node.inbound, flow.protocol, flow.code, flow.value);
    addTraffic(node.outbound, flow.protocol, flow.code, flow.value);
  }
}

interface Served {
  readonly cluster: string;
  readonly namespace: string;
  /** Null where services are no nodes. */
  readonly service: string | null;
}

export const operationId = ({ cluster, namespace, service }: Served, { label, value }: Operation): string =>
  `op/${cluster}/${namespace}/${label}=${value}${service === null ? '' : `/${service}`}`;

/** The node of an operation: of a service where services are nodes, else of whatever is called. */
function operationNode(graph: ViewGraph, path: Path, operation: Operation): ViewNode {
  const { target, service } = path;
  const { cluster, namespace } = service ?? target;
  const of = service?.service ?? null;
  const id = operationId({ cluster, namespace, service: of }, operation);
  const known = graph.nodes.get(id);
  if (known !== undefined) return known;
  const blank = blankNode(id, { kind: 'unknown', cluster });
  const names = of === null ? {} : { service: of, app: target.app };
  const made: ViewNode = { ...blank, kind: 'operation', namespace, operation, ...names };
  graph.nodes.set(id, made);
  return made;
}

function put(graph: ViewGraph, source: ViewNode, target: ViewNode, flow: Flow): void {
  const { protocol, code, flags, host, value } = flow;
  const edge = edgeBetween(graph, source.id, target.id, protocol);
  edge.stretches.add(edgeKey(source.id, target.id, protocol));
  const addressed = addressedService(flow.target);
  if (addressed !== null) edge.services.set(host, addressed);
  addResponse(edge.responses, { code, flags, host, rate: value });
}

function takeFrom(graph: ViewGraph, source: ViewNode, target: ViewNode, flow: Flow): void {
  const key = edgeKey(source.id, target.id, flow.protocol);
  const edge = graph.edges.get(key);
  const response = edge?.responses.get(responseKey(flow));
  if (edge === undefined || response === undefined) return;
  const before = response.rate;
  response.rate -= flow.value;
  if (response.rate <= before * nothing) edge.responses.delete(responseKey(flow));
  if (edge.responses.size === 0) graph.edges.delete(key);
}

/** One operation with what calls it and what serves it: every edge of the graph runs through its node. */
export function enterOperation(graph: ViewGraph, focus: Extract<Focus, { kind: 'operation' }>): void {
  const { label, value } = focus;
  for (const edge of [...graph.edges.values()]) {
    const [source, target] = [graph.nodes.get(edge.source), graph.nodes.get(edge.target)];
    // Behind a service node the operation has been passed already.
    if (source === undefined || target === undefined || (source.kind === 'service' && source.injected))
      continue;
    const service = target.kind === 'service' && target.injected ? target : null;
    const served = service === null ? target : (behind(graph, service) ?? target);
    const node = operationNode(graph, { source, service, target: served }, { label, value });
    graph.edges.delete(edgeKey(edge.source, edge.target, edge.protocol));
    const [before, after] = [
      edgeBetween(graph, source.id, node.id, edge.protocol),
      edgeBetween(graph, node.id, target.id, edge.protocol),
    ];
    for (const half of [before, after]) for (const key of edge.stretches) half.stretches.add(key);
    for (const response of edge.responses.values()) {
      for (const half of [before, after]) addResponse(half.responses, response);
      addTraffic(node.inbound, edge.protocol, response.code, response.rate);
      addTraffic(node.outbound, edge.protocol, response.code, response.rate);
    }
  }
}

/** A workload or application that a service sends to. */
function behind({ nodes, edges }: ViewGraph, service: ViewNode): ViewNode | undefined {
  const edge = [...edges.values()].find(({ source }) => source === service.id);
  return edge === undefined ? undefined : nodes.get(edge.target);
}
