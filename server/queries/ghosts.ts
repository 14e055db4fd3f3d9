import path from 'node:path';
import type { Finding } from '#lib/core/finding.ts';
import { configKinds } from '#lib/k8s/config-kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import { ghostFields } from '#lib/validation/schema/ghost-fields.ts';
import type { Context } from '../context.ts';
import { readSchemas } from '../schemas.ts';
import { shared } from './shared.ts';

/** The schemas that were generated at build time; null where they are missing. */
export const schemasOf = ({ kube }: Pick<Context, 'kube'>): Schemas | null =>
  shared(kube, 'schemas', () => readSchemas(path.join(process.cwd(), 'generated/schemas')));

/** Fields that were applied to the objects of a snapshot and dropped: looked for once in an object, as long as it is the same. */
export function ghostFindings(ctx: Pick<Context, 'kube'>, { clusters }: MeshSnapshot): readonly Finding[] {
  const schemas = schemasOf(ctx);
  if (schemas === null) return [];
  const known = shared(ctx.kube, 'ghosts', () => new WeakMap<KubeObject, readonly Finding[]>());
  const found: Finding[] = [];
  for (const cluster of clusters.values()) {
    for (const kind of configKinds) {
      for (const object of objects(cluster, kind)) {
        const ghosts = known.get(object) ?? ghostFields(schemas, object, refOf(cluster, kind, object));
        known.set(object, ghosts);
        found.push(...ghosts);
      }
    }
  }
  return found;
}
