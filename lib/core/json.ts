/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. A missing key reads as undefined. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Whether a value is a JSON object (not null, not a list). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key, or an empty one when the key holds anything else. */
export function objectAt(parent: Json | undefined, key: string): JsonObject {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : {};
}

/** The list at a key, or an empty one when the key holds anything else. */
export function listAt(parent: Json | undefined, key: string): Json[] {
  const value = isObject(parent) ? parent[key] : undefined;
  return Array.isArray(value) ? value : [];
}

/** The text at a key, or an empty one when the key holds anything else. */
export function textAt(parent: Json | undefined, key: string): string {
  const value = isObject(parent) ? parent[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The number at a key, or null when the key holds anything else. */
export function numberAt(parent: Json | undefined, key: string): number | null {
  const value = isObject(parent) ? parent[key] : undefined;
  return typeof value === 'number' ? value : null;
}

/** The texts of the list at a key; what is not text is left out. */
export function textsAt(parent: Json | undefined, key: string): string[] {
  return listAt(parent, key).filter((item) => typeof item === 'string');
}

/** Deep equality of JSON values; the order of keys does not matter, a key set to undefined counts as absent. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameJson(a[key], b[key]));
}

/** Parsed JSON text. JSON.parse returns any; what it returns is JSON by definition. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}
