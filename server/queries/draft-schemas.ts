import type { ClusterId } from '#lib/core/ids.ts';
import { parseObjects } from '#lib/k8s/parse-objects.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import type { Context } from '../context.ts';
import { clusterSchemas, generatedSchemas, readDefinition } from './cluster-schemas.ts';

/**
 * The schemas that a draft is held against: those of the cluster's own definitions of the kinds in it, read with the viewer's
 * rights and kept until a definition changes; those of this version of Weft where a definition may not be read, or is not
 * there. Null where there are neither.
 */
export async function draftSchemas(
  ctx: Context,
  draft: { readonly text: string; readonly cluster?: ClusterId | undefined },
): Promise<Schemas | null> {
  const { clusters } = ctx.kube.snapshot();
  const cluster = draft.cluster === undefined ? clusters.values().next().value : clusters.get(draft.cluster);
  if (cluster === undefined) return generatedSchemas(ctx);
  const { written } = parseObjects(draft.text);
  const kinds = new Map(
    written.map(({ object }) => [`${groupOf(object.apiVersion)}/${object.kind}`, object]),
  );
  await Promise.allSettled(
    [...kinds.values()].map(({ apiVersion, kind }) =>
      readDefinition(ctx, cluster, groupOf(apiVersion), kind),
    ),
  );
  return clusterSchemas(ctx, cluster);
}
