import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';

/** What the model packages leave out (list types, merge keys, defaults), by definition and by the path of the field in it. */
export type Overlay = Record<string, Record<string, Partial<JsonSchema>>>;

export const atomic: Partial<JsonSchema> = { 'x-kubernetes-list-type': 'atomic' };
export const set: Partial<JsonSchema> = { 'x-kubernetes-list-type': 'set' };
export const atomicMap: Partial<JsonSchema> = { 'x-kubernetes-map-type': 'atomic' };
export const byDefault = (value: unknown): Partial<JsonSchema> => ({ default: value });

/** A list whose items are told apart by these keys. */
export const keyed = (...keys: string[]): Partial<JsonSchema> => ({
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': keys,
});

/** A keyed list that strategic merge patch merges too, by its first key. */
export const merged = (...keys: string[]): Partial<JsonSchema> => ({
  ...keyed(...keys),
  'x-kubernetes-patch-strategy': 'merge',
  'x-kubernetes-patch-merge-key': keys[0] ?? '',
});

/** The same field rule for several fields. */
export const each = (fields: string, extra: Partial<JsonSchema>): Record<string, Partial<JsonSchema>> =>
  Object.fromEntries(fields.split(' ').map((field) => [field, extra]));
