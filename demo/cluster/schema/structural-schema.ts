import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';

/** Words of ours, and words that a CustomResourceDefinition may not hold. */
const foreign = [
  'x-definition',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-patch-merge-key',
  'const',
  'title',
];

/** A linked schema in the form that a CustomResourceDefinition holds: a tree of its own, with no word the API server refuses. */
export function structuralSchema(schema: JsonSchema): JsonSchema {
  const plain = copy(schema);
  const { metadata, ...properties } = plain.properties ?? {};
  // The API server owns metadata; a definition may only say that it is there.
  return { ...plain, properties: { ...properties, ...(metadata ? { metadata: { type: 'object' } } : {}) } };
}

function copy(schema: JsonSchema): JsonSchema {
  const plain: JsonSchema = Object.fromEntries(
    Object.entries(schema).filter(([key]) => !foreign.includes(key)),
  );
  if (schema['x-kubernetes-int-or-string']) {
    plain.anyOf = [{ type: 'integer' }, { type: 'string' }];
    delete plain.format;
  }
  if (schema.properties) {
    plain.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, copy(property)]),
    );
  }
  if (schema.items) plain.items = copy(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    plain.additionalProperties = copy(schema.additionalProperties);
  }
  return plain;
}
