import type { JsonSchema } from './json-schema.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** Items of a set, and of a list with keys, may not repeat. */
export function checkListKeys(schema: JsonSchema, list: unknown[], path: string): SchemaProblem[] {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return [];
  const seen = new Set<string>();
  return list.flatMap((item, i): SchemaProblem[] => {
    const key = JSON.stringify(type === 'set' ? item : keysOf(schema, item));
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: `${path}[${i}]`, kind: 'duplicate', message: `Duplicate value: ${key}`, value: item }];
  });
}

/** The keys of an item of a keyed list; a key that is absent is its default. */
export function keysOf(schema: JsonSchema, item: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = typeof item === 'object' && item !== null ? { ...item } : {};
  const names = schema['x-kubernetes-list-map-keys'] ?? [];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields[name] ?? schema.items?.properties?.[name]?.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
