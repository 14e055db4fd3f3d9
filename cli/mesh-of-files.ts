import { clusterId } from '#lib/core/ids.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';

/** Kinds that every mesh has and files seldom hold: where none is given, none is missing. */
const ofTheCluster = ['Pod', 'Namespace', 'Node'] as const satisfies KindName[];

export interface MeshOfFiles {
  readonly mesh: MeshSnapshot;
  /** What was not checked, and why: one line each. */
  readonly notes: readonly string[];
}

/** The mesh that objects from files make. `now` (epoch milliseconds) is when certificates are judged. */
export function meshOfFiles(objects: readonly KubeObject[], now: number): MeshOfFiles {
  const { cluster, unread } = snapshotOfObjects(clusterId.parse('files'), objects, 'default', now);
  const has = (kind: KindName) => (cluster.objects.get(kind)?.size ?? 0) > 0;
  const absent: KindName[] = ofTheCluster.filter((kind) => !has(kind));
  if (!has('Service') && !has('ServiceEntry')) absent.push('Service');
  const states = new Map(cluster.states);
  for (const kind of absent) states.set(kind, { phase: 'loading' });
  const { secrets, credentials, ...rest } = cluster;
  const known: ClusterSnapshot = { ...rest, states, ...(secrets?.size ? { secrets, credentials } : {}) };
  const notes = unread.map(
    ({ kind, metadata }) => `${kind} ${metadata.name}: Weft does not read this kind; not checked.`,
  );
  return { mesh: { version: 1, clusters: new Map([[known.id, known]]) }, notes };
}
