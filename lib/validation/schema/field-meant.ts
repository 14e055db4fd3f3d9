import { editDistance } from '#lib/core/edit-distance.ts';
import { fieldAt, type SchemaField } from '#lib/istio/schema/field-at.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';

/** Letters by which a name may differ from the one that was meant: more in a long one. */
const near = (a: string, b: string): boolean => {
  const most = a.length > 8 ? 3 : 2;
  const distance = editDistance(a.toLowerCase(), b.toLowerCase());
  return distance <= most && distance < Math.min(a.length, b.length);
};

/** Names that guides and other meshes use for what Istio calls otherwise. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  circuitBreaker: ['outlierDetection', 'connectionPool'],
  retryPolicy: ['retries'],
  retry: ['retries'],
  canary: ['subset'],
  routes: ['route'],
  matches: ['match'],
};

/** So deep a field is looked for that was written in the wrong place. */
const deepest = 7;

/**
 * What was probably meant by a field that is not known at `parent` (empty for the object itself): one spelled nearly the same,
 * one by another name, or the same name where it belongs. Empty where nothing is near.
 */
export function fieldMeant(schema: JsonSchema, parent: string, name: string): string {
  const here = fieldAt(schema, parent)?.fields ?? [];
  const [spelled] = here
    .filter((field) => near(name, field.name))
    .sort((a, b) => editDistance(name, a.name) - editDistance(name, b.name));
  if (spelled !== undefined) return quoted([spelled.name]);
  const others = otherNames[name] ?? [];
  const known = others.filter((other) => here.some((field) => field.name === other));
  if (known.length > 0) return quoted(known);
  const place = placeOf(schema, [name, ...others]);
  return place === null ? '' : `"${place}"`;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' and ');

/** The shallowest place of a field of one of these names below `spec`. */
function placeOf(schema: JsonSchema, names: readonly string[]): string | null {
  let level: readonly {
    readonly at: string;
    readonly path: string;
    readonly fields: readonly SchemaField[];
  }[] = [{ at: 'spec', path: 'spec', fields: fieldAt(schema, 'spec')?.fields ?? [] }];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    for (const { path, fields } of level) {
      const found = fields.find((field) => names.includes(field.name));
      if (found !== undefined) return `${path}.${found.name}`;
    }
    level = level.flatMap(({ at, path, fields }) =>
      fields.flatMap(({ name, type }) => {
        const inside = fieldAt(schema, `${at}.${name}`)?.fields ?? [];
        const shown = `${path}.${name}${type.startsWith('list of') ? '[]' : ''}`;
        return inside.length === 0 ? [] : [{ at: `${at}.${name}`, path: shown, fields: inside }];
      }),
    );
  }
  return null;
}

/** A value that was probably meant; empty where none is near. */
export function valueMeant(value: unknown, known: readonly unknown[]): string {
  const text = String(value);
  const found = known.map(String).find((one) => one.toLowerCase() === text.toLowerCase() || near(text, one));
  return found === undefined ? '' : `"${found}"`;
}
