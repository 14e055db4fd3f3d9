import { z } from 'zod';
import type { ClusterId } from '#lib/core/ids.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { parseObjects } from '#lib/k8s/parse-objects.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import type { Context } from '../context.ts';
import { schemasOf } from './ghosts.ts';
import { shared } from './shared.ts';

const definition = z.object({
  spec: z.object({
    versions: z.array(
      z.object({
        name: z.string(),
        served: z.boolean().default(true),
        schema: z.object({ openAPIV3Schema: z.custom<JsonSchema>((value) => typeof value === 'object') }),
      }),
    ),
  }),
});

/** The schemas of a kind by version, the newest first. */
type Versions = ReadonlyMap<string, JsonSchema>;

/** So many definitions are kept: as many as Istio and the Gateway API have, and as many again. */
const mostKept = 100;

/**
 * The schemas that a draft is held against: those of the cluster's own definitions of the kinds in it, read with the viewer's
 * rights and kept until a definition changes; those of this version of Weft where a definition may not be read, or is not
 * there. Null where there are neither.
 */
export async function draftSchemas(
  ctx: Context,
  draft: { readonly text: string; readonly cluster?: ClusterId | undefined },
): Promise<Schemas | null> {
  const generated = schemasOf(ctx);
  const { clusters } = ctx.kube.snapshot();
  const cluster = draft.cluster === undefined ? clusters.values().next().value : clusters.get(draft.cluster);
  if (cluster === undefined) return generated;
  const wanted = new Map(
    parseObjects(draft.text).written.map(({ object }) => {
      const group = groupOf(object.apiVersion);
      return [`${group}/${object.kind}`, { group, kind: object.kind }];
    }),
  );
  const own = new Map<string, Versions>();
  for (const [key, { group, kind }] of wanted) {
    const versions = await versionsOf(ctx, cluster, group, kind, metadataOf(generated));
    if (versions !== null) own.set(key, versions);
  }
  return {
    schemaOf: (group, version, kind) => {
      const versions = own.get(`${group}/${kind}`);
      if (versions !== undefined) return versions.get(version) ?? null;
      return generated?.schemaOf(group, version, kind) ?? null;
    },
    versionsOf: (group, kind) => [
      ...(own.get(`${group}/${kind}`)?.keys() ?? generated?.versionsOf(group, kind) ?? []),
    ],
  };
}

/** Definitions leave out what every object has; a schema of ours has it. */
const metadataOf = (generated: Schemas | null): JsonSchema =>
  generated?.schemaOf('networking.istio.io', 'v1', 'VirtualService')?.properties?.metadata ?? {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };

async function versionsOf(
  ctx: Context,
  cluster: ClusterSnapshot,
  group: string,
  kind: string,
  metadata: JsonSchema,
): Promise<Versions | null> {
  const known = definitionOf(cluster, group, kind);
  if (known === null) return null;
  const kept = shared(ctx.kube, 'definitions', () => new Map<string, Versions>());
  const key = `${cluster.id}/${known.metadata.name}@${known.metadata.resourceVersion ?? ''}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const ref = refOf(cluster, 'CustomResourceDefinition', known);
  const live = await ctx.kube.read(ref, ctx.viewer, ctx.signal).catch(() => null);
  const parsed = definition.safeParse(live?.object);
  if (!parsed.success) return null;
  const served = parsed.data.spec.versions.filter((version) => version.served);
  const versions = new Map(
    served
      .sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? 1 : -1))
      .map(({ name, schema }) => [name, withMetadata(schema.openAPIV3Schema, metadata)]),
  );
  kept.set(key, versions);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return versions;
}

function definitionOf(cluster: ClusterSnapshot, group: string, kind: string): KubeObject | null {
  for (const found of objects(cluster, 'CustomResourceDefinition'))
    if (found.spec?.group === group && found.spec.names?.kind === kind) return found;
  return null;
}

const withMetadata = (schema: JsonSchema, metadata: JsonSchema): JsonSchema => ({
  ...schema,
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    ...schema.properties,
    metadata,
  },
});
