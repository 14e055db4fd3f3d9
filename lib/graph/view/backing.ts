import { clusterId } from '#lib/core/ids.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt, workloadsIn } from '#lib/mesh/workloads.ts';
import { type Endpoint, isKnown, isVersion } from './endpoint.ts';
import type { ViewNode } from './view-graph.ts';

/** The cluster a node is in, where it is one that is watched. */
export const clusterOf = (snapshot: MeshSnapshot, id: string): ClusterSnapshot | null =>
  id === '' ? null : (snapshot.clusters.get(clusterId.parse(id)) ?? null);

/** The workloads a node stands for: the one it names, or all of its application and version. */
export function backingWorkloads(node: ViewNode, snapshot: MeshSnapshot): readonly Workload[] {
  const cluster = clusterOf(snapshot, node.cluster);
  const { kind, namespace, workload, app, version } = node;
  if (cluster === null || (kind !== 'workload' && kind !== 'app')) return [];
  if (kind === 'workload') {
    const found = workloadAt(cluster, namespace, workload ?? '');
    return found === null ? [] : [found];
  }
  const wanted = version !== null && isVersion(version) ? version : null;
  return workloadsIn(cluster, namespace).filter(
    (candidate) => candidate.app === app && (wanted === null || candidate.version === wanted),
  );
}

/** The cluster that telemetry names, or all of them where it names none. */
function clustersOf(snapshot: MeshSnapshot, id: string): readonly ClusterSnapshot[] {
  const named = clusterOf(snapshot, id);
  if (!isKnown(id)) return [...snapshot.clusters.values()];
  return named === null ? [] : [named];
}

/** Tells waypoints from other ends; what was looked up once is remembered. */
export function waypointEnds(snapshot: MeshSnapshot): (end: Endpoint) => boolean {
  const known = new Map<string, boolean>();
  return (end) => {
    if (!isKnown(end.workload)) return false;
    const key = `${end.cluster}/${end.namespace}/${end.workload}`;
    const answer = known.get(key) ?? isWaypointEnd(snapshot, end);
    known.set(key, answer);
    return answer;
  };
}

/** Whether an end is a waypoint proxy: by what its pods show, or where it has none by the labels they would have. */
function isWaypointEnd(snapshot: MeshSnapshot, { cluster, namespace, workload }: Endpoint): boolean {
  return clustersOf(snapshot, cluster).some((one) => {
    const found = workloadAt(one, namespace, workload);
    return found !== null && (found.waypoint || isWaypointLabelled(found.labels));
  });
}

/** Waypoints are Gateways of the Gateway API that Istio's mesh controller deploys, by custom named so. */
const isWaypointLabelled = (labels: Workload['labels']): boolean =>
  labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller' ||
  labels['gateway.networking.k8s.io/gateway-name']?.includes('waypoint') === true;

/** Whether pods of a namespace are taken into the ambient mesh. */
export function isAmbientNamespace(snapshot: MeshSnapshot, cluster: string, namespace: string): boolean {
  return clustersOf(snapshot, cluster).some((one) => {
    const labels = objectAt(one, 'Namespace', '', namespace)?.metadata.labels;
    return labels?.['istio.io/dataplane-mode'] === 'ambient';
  });
}
