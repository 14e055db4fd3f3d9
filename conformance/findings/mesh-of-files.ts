import path from 'node:path';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { readYaml } from './read-yaml.ts';

/** Files by cluster. */
export type ClusterFiles = Readonly<Record<string, readonly string[]>>;

/** The mesh that files below `dir` and objects beside them in every cluster make. */
export function meshOfFiles(
  dir: string,
  clusters: ClusterFiles,
  beside: readonly KubeObject[],
  namespace: string,
): MeshSnapshot {
  const snapshots = Object.entries(clusters).map(([name, files]) => {
    const objects = [...beside, ...readYaml(files.map((file) => path.join(dir, file)))];
    return snapshotOfObjects(clusterId.parse(name), objects, namespace, Date.now()).cluster;
  });
  return { version: 1, clusters: new Map(snapshots.map((cluster) => [cluster.id, cluster])) };
}

/** The ConfigMap in which istiod reads its mesh configuration. */
export const meshConfigMap = (
  namespace: string,
  data: Readonly<Record<string, string>>,
  name = 'istio',
): KubeObject =>
  // A ConfigMap has its data where other kinds have a spec.
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }) as KubeObject;
