import { type Endpoint, isKnown } from './endpoint.ts';
import type { Flow } from './flow.ts';
import { type GraphType, identify, type ViewIdentity, viewNodeId } from './identify.ts';
import { addResponse, addTraffic, noTraffic } from './traffic.ts';
import { type AddressedService, edgeBetween, edgeKey, type ViewGraph, type ViewNode } from './view-graph.ts';
import { addressedService, passthrough, type WayEnd, type WayOptions, wayOf } from './way.ts';

/** Hosts unknown to the registry, and those that it blocks. */
const ownClusters = new Set([passthrough, 'BlackHoleCluster']);

/** Whether a node is where requests to hosts outside of the registry end. */
export const isEgressCluster = (node: ViewNode): boolean =>
  node.service !== null && ownClusters.has(node.service);

/** Where one flow runs: from its caller, by way of the service where that is a node, to its callee. */
export interface Path {
  readonly source: ViewNode;
  readonly service: ViewNode | null;
  readonly target: ViewNode;
}

/** Adds a flow to the graph: its nodes, its edges, and what was sent. A flow of nothing makes nodes and edges all the same. */
export function addFlow(graph: ViewGraph, flow: Flow, options: WayOptions): void {
  const path = pathOf(graph, flow, options, makeNode);
  if (path === null) return;
  const { source, service, target } = path;
  for (const node of [service, target]) rememberService(node, addressedService(flow.target));
  if (service !== null) service.injected = true;
  if (service !== null) addStretch(graph, source, service, flow);
  addStretch(graph, service ?? source, target, flow);
}

/** Where the node of an identity comes from: made where it is not there, or only found. */
type NodeSource = (
  graph: ViewGraph,
  identity: ViewIdentity,
  names: () => Partial<ViewNode>,
) => ViewNode | null;

const makeNode: NodeSource = (graph, identity, names) => {
  const id = viewNodeId(identity);
  const node = graph.nodes.get(id) ?? { ...blankNode(id, identity), ...names() };
  graph.nodes.set(id, node);
  return node;
};

const findNode: NodeSource = (graph, identity) => graph.nodes.get(viewNodeId(identity)) ?? null;

/** Where a flow runs in a graph that has been made; null where one of its nodes is not on it. */
export const findPath = (graph: ViewGraph, flow: Flow, options: WayOptions): Path | null =>
  pathOf(graph, flow, options, findNode);

function pathOf(graph: ViewGraph, flow: Flow, options: WayOptions, nodeFrom: NodeSource): Path | null {
  const way = wayOf(flow, options);
  if (way === null) return null;
  const node = ({ identity, waypoint }: WayEnd, end: Endpoint) =>
    nodeFrom(graph, identity, () => ({ ...namesOf(identity, end, waypoint, options.graphType), waypoint }));
  const [source, target] = [node(way.source, flow.source), node(way.target, flow.target)];
  if (source === null || target === null) return null;
  const addressed = way.service;
  if (addressed === null) return { source, service: null, target };
  const identity = { kind: 'service', ...addressed } as const;
  const service = nodeFrom(graph, identity, () => ({ service: addressed.name }));
  return service === null ? null : { source, service, target };
}

function rememberService(node: ViewNode | null, service: AddressedService | null): void {
  if (node === null || service === null) return;
  node.addressedAs.set(`${service.cluster}/${service.namespace}/${service.name}`, service);
}

/** The node of a workload or service that telemetry does not name; null where there is one already. */
export function addQuietNode(graph: ViewGraph, end: Endpoint, graphType: GraphType): ViewNode | null {
  const identity = identify(end, graphType);
  if (identity === null || graph.nodes.has(viewNodeId(identity))) return null;
  return makeNode(graph, identity, () => namesOf(identity, end, false, graphType));
}

type Names = Pick<ViewNode, 'workload' | 'app' | 'version' | 'service'>;

const only = (value: string): string | null => (isKnown(value) ? value : null);

/** The names that a node of a kind has; a version of an application tells its workload too. */
function namesOf(identity: ViewIdentity, end: Endpoint, waypoint: boolean, type: GraphType): Names {
  const { workload, app, version } = end;
  switch (identity.kind) {
    case 'unknown':
      return { workload, app, version, service: null };
    case 'service':
      return { workload: null, app: null, version: null, service: identity.name };
    case 'workload':
      return { workload, app: waypoint ? null : only(app), version: only(version), service: null };
    case 'app':
      return type === 'app'
        ? { workload: null, app, version: null, service: null }
        : { workload, app, version, service: null };
  }
}

/** A node that nothing is known of but what it is. */
export function blankNode(id: string, identity: ViewIdentity): ViewNode {
  return {
    id,
    kind: identity.kind,
    cluster: identity.cluster,
    namespace: 'namespace' in identity ? identity.namespace : 'unknown',
    workload: null,
    app: null,
    version: null,
    service: null,
    operation: null,
    inbound: noTraffic(),
    outbound: noTraffic(),
    addressedAs: new Map(),
    injected: false,
    waypoint: false,
    serviceEntry: null,
    idle: false,
    dead: false,
    outside: false,
    inaccessible: false,
    root: false,
    ambient: false,
    outOfMesh: false,
    workloadEntries: [],
    badges: null,
    labels: null,
    health: null,
  };
}

function addStretch(graph: ViewGraph, source: ViewNode, target: ViewNode, flow: Flow): void {
  const { protocol, code, flags, host, value } = flow;
  const edge = edgeBetween(graph, source.id, target.id, protocol);
  edge.stretches.add(edgeKey(source.id, target.id, protocol));
  const addressed = addressedService(flow.target);
  if (addressed !== null) edge.services.set(host, addressed);
  if (value <= 0) return;
  const counted = flags !== null;
  addTraffic(source.outbound, protocol, code, value, counted);
  addTraffic(target.inbound, protocol, code, value, counted);
  addResponse(edge.responses, { code, flags, host, rate: value });
}
