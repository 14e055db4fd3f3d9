import path from 'node:path';
import { definitionSchemas, type SchemasByVersion } from '#lib/istio/schema/definition-schemas.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { definitionOf } from '#lib/mesh/definition-of.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import { metadataSchema, ownSchemas } from '#lib/validation/schema/own-schemas.ts';
import type { Context } from '../context.ts';
import { readSchemas } from '../schemas.ts';
import { shared } from './shared.ts';

type Kube = Pick<Context, 'kube'>;

/** The schemas that were generated at build time; null where they are missing. */
export const generatedSchemas = ({ kube }: Kube): Schemas | null =>
  shared(kube, 'schemas', () => readSchemas(path.join(process.cwd(), 'generated/schemas')));

/** By the definition as it is watched, which is another object as soon as it changes, and how many were read so far. */
const kept = ({ kube }: Kube) =>
  shared(kube, 'definitions', () => ({
    byDefinition: new WeakMap<KubeObject, SchemasByVersion>(),
    reads: 0,
  }));

/** How many definitions were read so far: what was made with the schemas of clusters holds as long as it is the same. */
export const definitionsRead = (ctx: Kube): number => kept(ctx).reads;

/** The schemas of a kind that were read of the cluster's own definition; null where none were. */
export function ownSchemasOf(
  ctx: Kube,
  cluster: ClusterSnapshot,
  group: string,
  kind: string,
): SchemasByVersion | null {
  const definition = definitionOf(cluster, group, kind);
  return definition === null ? null : (kept(ctx).byDefinition.get(definition) ?? null);
}

/**
 * The schemas that objects of a cluster are held against: of the kinds whose definition was read (`readDefinition`) the
 * cluster's own, of the others those of this version of Weft.
 */
export const clusterSchemas = (ctx: Kube, cluster: ClusterSnapshot): Schemas =>
  ownSchemas((group, kind) => ownSchemasOf(ctx, cluster, group, kind), generatedSchemas(ctx));

/**
 * Reads a cluster's own definition of a kind with the viewer's rights, once until it changes. Does nothing where there is
 * none; throws WeftError where it may not or cannot be read.
 */
export async function readDefinition(
  ctx: Pick<Context, 'kube' | 'viewer' | 'signal'>,
  cluster: ClusterSnapshot,
  group: string,
  kind: string,
): Promise<void> {
  const definition = definitionOf(cluster, group, kind);
  if (definition === null || kept(ctx).byDefinition.has(definition)) return;
  const ref = refOf(cluster, 'CustomResourceDefinition', definition);
  const { object } = await ctx.kube.read(ref, ctx.viewer, ctx.signal);
  const schemas = definitionSchemas(object, metadataSchema(generatedSchemas(ctx)));
  if (schemas === null) return;
  kept(ctx).byDefinition.set(definition, schemas);
  kept(ctx).reads += 1;
}
