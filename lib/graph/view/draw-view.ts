import { clusterId, nodeId } from '#lib/core/ids.ts';
import { perSecond } from '#lib/core/units.ts';
import type { Verdict } from '#lib/health/judge.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { describeNode, type NodeDescription } from '../decorate/describe-node.ts';
import type { NodeIdentity } from '../identity.ts';
import type { GraphNode, Health, TrafficGraph } from '../model.ts';
import { backingWorkloads } from './backing.ts';
import type { View } from './build-view.ts';
import { drawEdge } from './draw-edge.ts';
import { isKnown, isVersion } from './endpoint.ts';
import type { Traffic } from './traffic.ts';
import type { ViewNode } from './view-graph.ts';

export interface DrawInput {
  readonly view: View;
  /** The graph of the mesh at the same moment: what it knows of nodes beside their traffic stays. */
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
}

/**
 * A view as a graph that is drawn like the one of the mesh. Numbers are those of the view: on each edge one report, the
 * callee's where it told, which is why an edge has one report here and not the two that stand side by side there.
 */
export function drawView({ view, graph, snapshot }: DrawInput): TrafficGraph {
  const known = new Map<string, GraphNode>(graph.nodes.map((node) => [node.id, node]));
  const found = findingsOfServices(graph);
  const services = new Map(view.nodes.map((node) => [node.id, serviceKey(node, node.service)]));
  const drawn = view.nodes.map((node) => {
    const made = drawNode(node, known, snapshot);
    return { ...made, findings: found.get(services.get(node.id) ?? '') ?? made.findings };
  });
  const edges = view.edges.map((edge) => {
    const made = drawEdge(edge, graph.window);
    const { service } = made;
    const key = service === null ? services.get(edge.target) : serviceKey(service, service.name);
    return { ...made, findings: found.get(key ?? '') ?? made.findings };
  });
  const health = new Map(view.nodes.map((node) => [node.id, node.health]));
  return {
    ...graph,
    nodes: drawn
      .map((node) => ({ ...node, health: asHealth(health.get(node.id) ?? null) ?? node.health }))
      .sort(byId),
    edges: edges.sort(byId),
  };
}

type Located = { readonly cluster: string; readonly namespace: string };

/** Empty for what is no service: there is none of that name. */
const serviceKey = ({ cluster, namespace }: Located, name: string | null): string =>
  name === null ? '' : `${cluster}/${namespace}/${name}`;

/** What the graph of the mesh found on services that were addressed: all edges to one carry the same. */
function findingsOfServices({ edges }: TrafficGraph): ReadonlyMap<string, GraphNode['findings']> {
  return new Map(
    edges.flatMap(({ service, findings }) =>
      service === null ? [] : [[serviceKey(service, service.name), findings]],
    ),
  );
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** A verdict of a view is made of several proxies' reports. */
const asHealth = (verdict: Verdict | null): Health | null =>
  verdict === null ? null : { ...verdict, reporter: null };

const unjudged: Health = {
  status: 'idle',
  rule: null,
  failed: null,
  total: null,
  reporter: null,
  belowFloor: false,
};

function drawNode(node: ViewNode, known: ReadonlyMap<string, GraphNode>, snapshot: MeshSnapshot): GraphNode {
  const rates = { inRate: requestsOf(node.inbound), outRate: requestsOf(node.outbound) };
  const before = known.get(node.id);
  if (before !== undefined) return { ...before, ...rates };
  const quiet = [node.inbound, node.outbound].every((traffic) => requestsOf(traffic) === null);
  return {
    ...describe(node, snapshot),
    ...rates,
    health: { ...unjudged, status: quiet ? 'idle' : 'healthy' },
    findings: findingsOf(node, known, snapshot),
  };
}

/** Requests of a second, bytes left out; null where there are none. */
function requestsOf({ http, grpc }: Traffic): GraphNode['inRate'] {
  const rate = http.rate + grpc.rate;
  return rate > 0 ? perSecond.parse(rate) : null;
}

/** The most of each level among the workloads behind a node: one finding may bear on several of them. */
function findingsOf(node: ViewNode, known: ReadonlyMap<string, GraphNode>, snapshot: MeshSnapshot) {
  const most = { error: 0, warning: 0, info: 0 };
  for (const { namespace, name } of backingWorkloads(node, snapshot)) {
    const own = known.get(`wl/${node.cluster}/${namespace}/${name}`)?.findings;
    for (const level of ['error', 'warning', 'info'] as const) {
      most[level] = Math.max(most[level], own?.[level] ?? 0);
    }
  }
  return most;
}

function describe(node: ViewNode, snapshot: MeshSnapshot): NodeDescription {
  const identity = identityOf(node);
  const [app, version] = [node.app, node.version].map((name) =>
    name !== null && isKnown(name) ? name : null,
  );
  const own = { app: app ?? null, version: version !== undefined && version !== 'latest' ? version : null };
  if (identity === null) return described(node, snapshot);
  return {
    ...describeNode({ id: nodeId.parse(node.id), identity, ...own }, snapshot),
    waypoint: node.waypoint,
  };
}

/** What a node is on the graph of the mesh, for the kinds that it knows. */
function identityOf(node: ViewNode): NodeIdentity | null {
  const { kind, cluster, workload, service, serviceEntry } = node;
  const namespace = isKnown(node.namespace) ? node.namespace : null;
  if (kind === 'unknown') return { kind: 'unknown', cluster };
  if (kind === 'workload') return { kind, cluster, namespace: node.namespace, name: workload ?? '' };
  if (kind !== 'service' || service === null) return null;
  if (service === 'PassthroughCluster') return { kind: 'passthrough', cluster };
  if (service === 'BlackHoleCluster') return { kind: 'blackhole', cluster };
  if (serviceEntry !== null) {
    return {
      kind: 'external',
      cluster,
      namespace: serviceEntry.namespace,
      name: serviceEntry.hosts[0] ?? service,
    };
  }
  if (service === 'unknown') return { kind: 'unknown-target', cluster };
  return namespace === null
    ? { kind: 'external', cluster, namespace, name: service }
    : { kind: 'service', cluster, namespace, name: service };
}

/** An application or an operation, by the workloads behind it. */
function described(node: ViewNode, snapshot: MeshSnapshot): NodeDescription {
  const behind = backingWorkloads(node, snapshot);
  const proxies = new Set(
    behind.map(({ proxy }) => (proxy === 'gateway' || proxy === 'waypoint' ? null : proxy)),
  );
  const [only, ...others] = behind;
  const [proxy, ...mixed] = proxies;
  const isApp = node.kind === 'app';
  return {
    id: nodeId.parse(node.id),
    kind: isApp ? 'app' : 'operation',
    cluster: clusterId.parse(node.cluster),
    namespace: isKnown(node.namespace) ? node.namespace : null,
    name: (isApp ? node.app : node.operation?.value) ?? '',
    app: node.app,
    version: node.version !== null && isVersion(node.version) ? node.version : null,
    object: others.length === 0 ? (only?.object ?? null) : null,
    gateway: behind.length > 0 && behind.every(({ gateway }) => gateway),
    waypoint: node.waypoint,
    proxy: proxies.has('none') ? 'none' : mixed.length === 0 ? (proxy ?? null) : null,
    pods: behind.length === 0 ? null : podsOf(behind.map(({ pods }) => pods)),
  };
}

const podsOf = (all: readonly { readonly ready: number; readonly total: number }[]) => ({
  ready: all.reduce((sum, { ready }) => sum + ready, 0),
  total: all.reduce((sum, { total }) => sum + total, 0),
});
