import type { Finding } from '#lib/core/finding.ts';
import type { SchemasByVersion } from '#lib/istio/schema/definition-schemas.ts';
import { configKinds } from '#lib/k8s/config-kinds.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { ghostFields } from '#lib/validation/schema/ghost-fields.ts';
import type { Context } from '../context.ts';
import { clusterSchemas, ownSchemasOf } from './cluster-schemas.ts';
import { shared } from './shared.ts';

interface Ghosts {
  /** The cluster's own schemas that they were looked for with; null for those of Weft. */
  readonly against: SchemasByVersion | null;
  readonly found: readonly Finding[];
}

/**
 * Fields that were applied to the objects of a snapshot and dropped: looked for once in an object, as long as it and the
 * schemas of its kind are the same.
 */
export function ghostFindings(ctx: Pick<Context, 'kube'>, { clusters }: MeshSnapshot): readonly Finding[] {
  const known = shared(ctx.kube, 'ghosts', () => new WeakMap<KubeObject, Ghosts>());
  const found: Finding[] = [];
  for (const cluster of clusters.values()) {
    const schemas = clusterSchemas(ctx, cluster);
    for (const kind of configKinds) {
      const against = ownSchemasOf(ctx, cluster, kinds[kind].group, kinds[kind].kind);
      for (const object of objects(cluster, kind)) {
        const before = known.get(object);
        const ghosts =
          before?.against === against
            ? before
            : { against, found: ghostFields(schemas, object, refOf(cluster, kind, object)) };
        if (ghosts !== before) known.set(object, ghosts);
        found.push(...ghosts.found);
      }
    }
  }
  return found;
}
