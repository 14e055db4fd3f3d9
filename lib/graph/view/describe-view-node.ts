import { clusterId, nodeId } from '#lib/core/ids.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { describeNode, type NodeDescription } from '../decorate/describe-node.ts';
import type { NodeIdentity } from '../identity.ts';
import { backingWorkloads } from './backing.ts';
import { isKnown, isVersion } from './endpoint.ts';
import type { ViewNode } from './view-graph.ts';

/** What the configuration knows of a node of a view: its object, its pods, its proxy. */
export function describeViewNode(node: ViewNode, snapshot: MeshSnapshot): NodeDescription {
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
    workloadEntries: [...node.workloadEntries],
    pods: behind.length === 0 ? null : podsOf(behind.map(({ pods }) => pods)),
  };
}

const podsOf = (all: readonly { readonly ready: number; readonly total: number }[]) => ({
  ready: all.reduce((sum, { ready }) => sum + ready, 0),
  total: all.reduce((sum, { total }) => sum + total, 0),
});
