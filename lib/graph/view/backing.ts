import { clusterId } from '#lib/core/ids.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
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

/** Whether an end is a waypoint proxy: by what its pods show, or by the labels of a workload without pods. */
export function isWaypointEnd(snapshot: MeshSnapshot, end: Endpoint): boolean {
  const named = clusterOf(snapshot, end.cluster);
  const clusters = isKnown(end.cluster) ? (named === null ? [] : [named]) : [...snapshot.clusters.values()];
  return clusters.some((cluster) => workloadAt(cluster, end.namespace, end.workload)?.waypoint === true);
}

/** Whether pods of a namespace are taken into the ambient mesh. */
export function isAmbientNamespace(snapshot: MeshSnapshot, cluster: string, namespace: string): boolean {
  const objects = clusterOf(snapshot, cluster);
  const found = objects === null ? null : objectAt(objects, 'Namespace', '', namespace);
  return found?.metadata.labels?.['istio.io/dataplane-mode'] === 'ambient';
}

/** Whether a namespace is the control plane's: what runs there is not expected to be in the mesh. */
export function isControlPlane(snapshot: MeshSnapshot, cluster: string, namespace: string): boolean {
  const objects = clusterOf(snapshot, cluster);
  return objects !== null && meshConfigOf(objects).rootNamespace === namespace;
}
