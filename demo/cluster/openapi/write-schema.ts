import type { Json, JsonObject } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';

/** Where an OpenAPI version keeps its schemas, and how it says that a value is a number or a text. */
export interface Dialect {
  prefix: '#/definitions/' | '#/components/schemas/';
  intOrString: JsonObject;
}

export const v2: Dialect = {
  prefix: '#/definitions/',
  intOrString: { type: 'string', format: 'int-or-string' },
};

export const v3: Dialect = {
  prefix: '#/components/schemas/',
  intOrString: { oneOf: [{ type: 'integer' }, { type: 'string' }], format: 'int-or-string' },
};

/** Words that a schema may keep in both versions. */
const kept = [
  'type format title description required enum default nullable pattern minimum maximum exclusiveMinimum',
  'exclusiveMaximum minLength maxLength minItems maxItems uniqueItems minProperties maxProperties',
]
  .join(' ')
  .split(' ');

/** Choices exist in version 3 only; version 2, as the API server publishes it, leaves them out. */
const choices = ['oneOf', 'anyOf', 'allOf', 'not'];

/**
 * Writes a linked schema as OpenAPI. A named definition becomes a reference; `wanted` is told of each, so that the caller
 * can write it too.
 */
function writeReference(
  schema: JsonSchema,
  dialect: Dialect,
  wanted: (name: string, schema: JsonSchema) => void,
): JsonObject {
  const name = schema['x-definition'];
  if (name === undefined) return writeSchema(schema, dialect, wanted);
  wanted(name, schema);
  const reference: JsonObject = { $ref: `${dialect.prefix}${name}` };
  const own: JsonObject = {};
  if (schema.description !== undefined) own.description = schema.description;
  if (schema.default !== undefined) own.default = schema.default as Json;
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('x-kubernetes-patch') || key.startsWith('x-kubernetes-list')) own[key] = value as Json;
  }
  return dialect === v3 ? { ...own, allOf: [reference] } : { ...own, ...reference };
}

/** Writes the schema itself, whatever its name. */
export function writeSchema(
  schema: JsonSchema,
  dialect: Dialect,
  wanted: (name: string, schema: JsonSchema) => void,
): JsonObject {
  const inner = (part: JsonSchema): JsonObject => writeReference(part, dialect, wanted);
  const written: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    const passes =
      kept.includes(key) || (key.startsWith('x-kubernetes-') && key !== 'x-kubernetes-validations');
    // Schemas were read from JSON, so what they hold is JSON.
    if (passes || (dialect === v3 && choices.includes(key))) written[key] = value as Json;
  }
  if (schema['x-kubernetes-int-or-string']) Object.assign(written, dialect.intOrString);
  if (schema.properties) {
    written.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, inner(property)]),
    );
  }
  if (schema.items) written.items = inner(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    written.additionalProperties = inner(schema.additionalProperties);
  } else if (schema.additionalProperties === true) written.additionalProperties = { type: 'object' };
  return written;
}
