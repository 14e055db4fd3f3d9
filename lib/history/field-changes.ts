import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import type { FieldChange } from './change-record.ts';

const mostFields = 12;
const mostText = 300;

export interface FieldChanges {
  readonly fields: readonly FieldChange[];
  readonly more: number;
}

/** What differs between two values, field by field, the first twelve of them; texts are clipped at 300 characters. */
export function fieldChanges(before: Json | undefined, after: Json | undefined, path = ''): FieldChanges {
  const all = [...differences(before, after, path)];
  return { fields: all.slice(0, mostFields), more: Math.max(0, all.length - mostFields) };
}

function* differences(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): Generator<FieldChange> {
  if (before === after) return;
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differences(own(before, key), own(after, key), joined(path, key));
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i++)
      yield* differences(before[i], after[i], `${path}[${i}]`);
  } else if (typeof before === 'string' && typeof after === 'string' && /\n/.test(before + after)) {
    yield { path, before: linesOnlyIn(before, after), after: linesOnlyIn(after, before) };
  } else yield { path, before: textOf(before), after: textOf(after) };
}

/** People choose the names of labels: `valueOf` may be one, and every object inherits that. */
const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const joined = (path: string, key: string): string =>
  /[./[\]]/.test(key) ? `${path}["${key}"]` : path === '' ? key : `${path}.${key}`;

const clip = (text: string): string => (text.length > mostText ? `${text.slice(0, mostText)}…` : text);

function textOf(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return clip(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Of a text of many lines, such as the mesh configuration, only the lines that the other one lacks. */
function linesOnlyIn(text: string, other: string): string {
  const known = new Set(other.split('\n'));
  const own = text.split('\n').filter((line) => !known.has(line));
  return clip(own.join('\n'));
}
