import { isObject, type Json } from '#lib/core/json.ts';
import { keysOf } from '#lib/istio/schema/check-list-keys.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';

/** A part of an object that is owned by itself: its step in a path, its value and its schema. */
export interface Part {
  step: string;
  value: Json;
  schema: JsonSchema | undefined;
}

/**
 * The parts into which ownership of a value is split, or null when it is owned as a whole: scalars, atomic lists and maps,
 * and every list that says nothing else (which is all of Istio's but a few).
 */
export function partsOf(value: Json | undefined, schema: JsonSchema | undefined): Part[] | null {
  if (Array.isArray(value)) return listParts(value, schema);
  if (!isObject(value) || schema?.['x-kubernetes-map-type'] === 'atomic') return null;
  return Object.entries(value).flatMap(([key, field]) =>
    field === undefined ? [] : [{ step: `f:${key}`, value: field, schema: fieldSchema(schema, key) }],
  );
}

function listParts(list: Json[], schema: JsonSchema | undefined): Part[] | null {
  const type = schema?.['x-kubernetes-list-type'];
  if (!schema || (type !== 'map' && type !== 'set')) return null;
  return list.map((value) => ({ step: stepOf(value, schema), value, schema: schema.items }));
}

function stepOf(item: Json, schema: JsonSchema): string {
  if (schema['x-kubernetes-list-type'] === 'set') return `v:${JSON.stringify(item)}`;
  const keys = Object.entries(keysOf(schema, item)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(keys))}`;
}

function fieldSchema(schema: JsonSchema | undefined, key: string): JsonSchema | undefined {
  const known = schema?.properties?.[key];
  if (known) return known;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
