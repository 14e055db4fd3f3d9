import type { Json, JsonObject } from '#lib/core/json.ts';
import { ageOf } from './human-age.ts';
import { evaluatePath } from './json-path.ts';

/** One column of a table. `cell` makes its value for an object at a time (ms since the epoch). */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: string;
  description?: string;
  /** Above 0: shown with `-o wide` only. */
  priority?: number;
  cell(object: JsonObject, now: number): Json;
}

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  cell: (object) => pathText(object, '.metadata.name'),
};

export const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  cell: (object, now) => ageOf(pathText(object, '.metadata.creationTimestamp'), now),
};

/** A value as a cell shows it: text as it is, anything else as JSON. */
export const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The first value at a path as text, empty when there is none. */
export function pathText(object: Json, path: string): string {
  const value = evaluatePath(path, object)[0];
  return value === undefined || value === null ? '' : asText(value);
}

/** The first value at a path as a number, 0 when there is none. */
export function pathNumber(object: Json, path: string): number {
  const value = evaluatePath(path, object)[0];
  return typeof value === 'number' ? value : 0;
}

/** A column that shows the text at a path, or `<none>`. */
export const textColumn = (name: string, path: string, priority = 0): Column => ({
  name,
  type: 'string',
  priority,
  cell: (object) => pathText(object, path) || '<none>',
});

/** A column that shows the whole number at a path. */
export const numberColumn = (name: string, path: string, priority = 0): Column => ({
  name,
  type: 'integer',
  priority,
  cell: (object) => pathNumber(object, path),
});
