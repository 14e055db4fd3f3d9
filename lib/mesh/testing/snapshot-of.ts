import { parseAllDocuments } from 'yaml';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, MeshSnapshot } from '../snapshot.ts';
import { snapshotOfObjects } from '../snapshot-of-objects.ts';

/** The snapshot of one cluster that holds the objects of a YAML text with several documents. */
export function clusterOf(yaml: string): ClusterSnapshot {
  // A fixture is what its author wrote; a wrong one fails its test.
  const objects = parseAllDocuments(yaml).flatMap((document) => (document.toJS() as KubeObject | null) ?? []);
  const { cluster, unread } = snapshotOfObjects(testCluster, objects, '');
  const [stray] = unread;
  if (stray !== undefined) throw new Error(`Weft reads no ${stray.kind} of ${stray.apiVersion}.`);
  return cluster;
}

export const snapshotOf = (yaml: string): MeshSnapshot => ({
  version: 1,
  clusters: new Map([[testCluster, clusterOf(yaml)]]),
});

/** YAML of a ready pod of a Deployment, as its ReplicaSet makes it. */
export function pod(
  namespace: string,
  workload: string,
  labels: Readonly<Record<string, string>>,
  more: {
    readonly proxy?: boolean;
    readonly ready?: boolean;
    readonly index?: number;
    readonly ip?: string;
    readonly node?: string;
  } = {},
): string {
  const hash = '5d4f7c9b6';
  const { proxy = true, ready = true, index = 0, ip = '', node = '' } = more;
  return `
---
apiVersion: v1
kind: Pod
metadata:
  name: ${workload}-${hash}-${index}
  namespace: ${namespace}
  labels: ${JSON.stringify({ ...labels, 'pod-template-hash': hash })}
  ownerReferences:
    - { apiVersion: apps/v1, kind: ReplicaSet, name: ${workload}-${hash}, uid: u, controller: true }
spec:
  serviceAccountName: ${workload}
  nodeName: "${node}"
  containers: [{ name: app }${proxy ? ', { name: istio-proxy, args: [proxy, sidecar] }' : ''}]
status:
  phase: Running
  podIP: "${ip}"
  conditions: [{ type: Ready, status: "${ready ? 'True' : 'False'}" }]
`;
}
