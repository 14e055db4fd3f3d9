import { parseFieldPath } from '#lib/k8s/field-path.ts';
import type { JsonSchema } from './json-schema.ts';

/** A field that may stand at some place, as documentation and completion show it. */
export interface SchemaField {
  readonly name: string;
  /** `string`, `integer or string`, `list of object`, `map of string`; `anything` where the schema leaves it open. */
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  /** The values it may have; empty where any of its type will do. */
  readonly values: readonly unknown[];
}

export interface FieldAt extends SchemaField {
  readonly schema: JsonSchema;
  /** What may stand inside: the fields of an object, or of the objects of a list. Empty for a map, whose keys are free. */
  readonly fields: readonly SchemaField[];
}

/**
 * What a linked schema says of the field at a path (`spec.http[0].retries`; `spec.http.retries` does as well). Null where it
 * knows no such field.
 */
export function fieldAt(schema: JsonSchema, path: string): FieldAt | null {
  let at: JsonSchema = schema;
  let name = '';
  let required = false;
  for (const step of parseFieldPath(path)) {
    if (typeof step === 'number') {
      if (at.items === undefined) return null;
      at = at.items;
      continue;
    }
    const holder = holderOf(at);
    const next = childSchema(holder, step);
    if (next === undefined) return null;
    required = holder.required?.includes(step) ?? false;
    [at, name] = [next, step];
  }
  const holder = holderOf(at);
  const fields = Object.entries(holder.properties ?? {}).map(([key, child]) =>
    describe(key, child, holder.required?.includes(key) ?? false),
  );
  return { ...describe(name, at, required), schema: at, fields };
}

/** The schema of a key of an object or map; undefined for a key that is not known. */
export function childSchema(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The schema whose fields are meant: of a list, that of its items. */
const holderOf = (schema: JsonSchema): JsonSchema =>
  schema.items === undefined ? schema : holderOf(schema.items);

function describe(name: string, schema: JsonSchema, required: boolean): SchemaField {
  const { description = '' } = schema;
  return {
    name,
    type: typeText(schema),
    description,
    required,
    values: schema.enum ?? holderOf(schema).enum ?? [],
  };
}

/** The type of a field in words. */
function typeText(schema: JsonSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  if (schema.type === 'array') return `list of ${schema.items ? typeText(schema.items) : 'anything'}`;
  if (typeof schema.additionalProperties === 'object') {
    return `map of ${typeText(schema.additionalProperties)}`;
  }
  return schema.type ?? 'anything';
}
