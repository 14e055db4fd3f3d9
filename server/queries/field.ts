import type { FieldResponse } from '#lib/api/object-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { fieldAt } from '#lib/istio/schema/field-at.ts';
import type { Schemas } from '#lib/validation/schema/check-schema.ts';
import type { Context } from '../context.ts';
import { clusterSchemas, generatedSchemas, readDefinition } from './cluster-schemas.ts';

export interface FieldQuery {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly path: string;
  /** Whose definition of the kind; the first cluster's where none is named. */
  readonly cluster?: ClusterId | undefined;
}

/**
 * What the schema of a kind says of a field: the cluster's own where the viewer may read its definition, otherwise that of
 * this version of Weft. Throws WeftError `not-found` where it says nothing.
 */
export async function readField(ctx: Context, query: FieldQuery): Promise<FieldResponse> {
  const { group, version, kind, path } = query;
  const schema = (await schemasFor(ctx, query))?.schemaOf(group, version, kind) ?? null;
  const field = schema === null ? null : fieldAt(schema, path);
  if (field === null) {
    throw new WeftError('not-found', `No schema tells of "${path}" of ${kind} ${version}.`, {
      cure: 'Schemas are known of kinds that the cluster defines and of those of Istio and of the Gateway API.',
    });
  }
  const { name, type, description, required, values, fields } = field;
  return {
    name,
    type,
    description,
    required,
    values: values.map(String),
    fields: fields.map((one) => ({ name: one.name, type: one.type, required: one.required })),
  };
}

async function schemasFor(ctx: Context, { cluster: id, group, kind }: FieldQuery): Promise<Schemas | null> {
  const { clusters } = ctx.kube.snapshot();
  const cluster = id === undefined ? clusters.values().next().value : clusters.get(id);
  if (cluster === undefined) return generatedSchemas(ctx);
  await readDefinition(ctx, cluster, group, kind).catch(() => undefined);
  return clusterSchemas(ctx, cluster);
}
