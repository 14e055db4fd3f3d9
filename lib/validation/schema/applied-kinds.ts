import { configKinds } from '#lib/k8s/config-kinds.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { wasApplied } from './ghost-fields.ts';

/** The kinds of configuration of which a cluster has an object that kubectl applied: ghost fields are looked for in these. */
export const appliedKinds = (cluster: ClusterSnapshot): readonly KindName[] =>
  configKinds.filter((kind) => hasApplied(cluster, kind));

function hasApplied(cluster: ClusterSnapshot, kind: KindName): boolean {
  for (const object of objects(cluster, kind)) if (wasApplied(object)) return true;
  return false;
}
