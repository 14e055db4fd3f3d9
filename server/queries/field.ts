import type { FieldResponse } from '#lib/api/contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { fieldAt } from '#lib/istio/schema/field-at.ts';
import type { Context } from '../context.ts';
import { schemasOf } from './ghosts.ts';

export interface FieldQuery {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly path: string;
}

/** What the schema of a kind says of a field. Throws WeftError `not-found` where it says nothing. */
export function readField(
  ctx: Pick<Context, 'kube'>,
  { group, version, kind, path }: FieldQuery,
): FieldResponse {
  const schema = schemasOf(ctx)?.schemaOf(group, version, kind) ?? null;
  const field = schema === null ? null : fieldAt(schema, path);
  if (field === null) {
    throw new WeftError('not-found', `No schema tells of "${path}" of ${kind} ${version}.`, {
      cure: 'Schemas are known of Istio’s kinds and of those of the Gateway API.',
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
