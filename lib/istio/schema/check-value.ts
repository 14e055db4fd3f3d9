import { checkChoices } from './check-choices.ts';
import { checkNumber, checkSize, checkText } from './check-limits.ts';
import { checkListKeys } from './check-list-keys.ts';
import { childSchema } from './field-at.ts';
import type { JsonSchema } from './json-schema.ts';
import type { SchemaProblem } from './schema-problem.ts';

export interface CheckOptions {
  /** Null counts as absent, as where JSON is decoded into structures (built-in types, metadata). */
  nullIsAbsent: boolean;
}

export interface CheckedValue {
  /** A copy: unknown fields pruned, defaults filled in. */
  value: unknown;
  unknown: SchemaProblem[];
  invalid: SchemaProblem[];
}

type Problems = Pick<CheckedValue, 'unknown' | 'invalid'>;

/**
 * Checks a value against a linked schema, strictly: prunes and reports unknown fields, fills defaults, and reports every
 * breach, as the API server does with a custom resource (apiextensions: prune, default, validate).
 */
export function checkValue(
  schema: JsonSchema,
  value: unknown,
  path: string,
  options: CheckOptions,
): CheckedValue {
  const problems: Problems = { unknown: [], invalid: [] };
  return { value: visit(schema, value, path, options, problems), ...problems };
}

function visit(
  schema: JsonSchema,
  value: unknown,
  path: string,
  options: CheckOptions,
  problems: Problems,
): unknown {
  const mistyped = typeProblem(schema, value, path);
  if (mistyped) {
    problems.invalid.push(mistyped);
    return value;
  }
  if (schema.enum && !schema.enum.includes(value)) problems.invalid.push(enumProblem(schema, value, path));
  if (typeof value === 'string') problems.invalid.push(...checkText(schema, value, path));
  if (typeof value === 'number') problems.invalid.push(...checkNumber(schema, value, path));
  if (Array.isArray(value)) return visitList(schema, value, path, options, problems);
  if (isRecord(value)) return visitObject(schema, value, path, options, problems);
  return value;
}

function visitList(
  schema: JsonSchema,
  value: unknown[],
  path: string,
  options: CheckOptions,
  problems: Problems,
): unknown[] {
  const { items } = schema;
  problems.invalid.push(...checkSize(schema, value.length, path));
  if (!items) return structuredClone(value);
  const list = value.map((item, i) => visit(items, item, `${path}[${i}]`, options, problems));
  problems.invalid.push(...checkListKeys(schema, list, path));
  return list;
}

function visitObject(
  schema: JsonSchema,
  value: Record<string, unknown>,
  path: string,
  options: CheckOptions,
  problems: Problems,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const inside = path === 'metadata' ? { nullIsAbsent: true } : options;
  for (const [key, field] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const known = childSchema(schema, key);
    if (field === undefined || isDroppedNull(known, field, inside)) continue;
    if (known) result[key] = visit(known, field, at, inside, problems);
    else if (keepsUnknown(schema)) result[key] = structuredClone(field);
    else problems.unknown.push({ path: at, kind: 'unknown', message: `unknown field "${at}"`, value: field });
  }
  addDefaults(schema, result, path, inside, problems);
  problems.invalid.push(
    ...missing(schema, result, path),
    ...checkChoices(schema, result, path),
    ...(typeof schema.additionalProperties === 'object'
      ? checkSize(schema, Object.keys(result).length, path)
      : []),
  );
  return result;
}

function addDefaults(
  schema: JsonSchema,
  result: Record<string, unknown>,
  path: string,
  options: CheckOptions,
  problems: Problems,
): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined || result[key] !== undefined) continue;
    result[key] = visit(property, property.default, path === '' ? key : `${path}.${key}`, options, problems);
  }
}

const keepsUnknown = (schema: JsonSchema): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;

/** A null is dropped where it stands for absence, and where a default takes its place. */
function isDroppedNull(schema: JsonSchema | undefined, field: unknown, options: CheckOptions): boolean {
  if (field !== null || schema?.nullable) return false;
  return options.nullIsAbsent || schema?.default !== undefined;
}

function missing(schema: JsonSchema, value: Record<string, unknown>, path: string): SchemaProblem[] {
  return (schema.required ?? [])
    .filter((key) => value[key] === undefined)
    .map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      kind: 'required',
      message: 'Required value',
    }));
}

function typeProblem(schema: JsonSchema, value: unknown, path: string): SchemaProblem | null {
  const found = typeName(value);
  const wanted = schema['x-kubernetes-int-or-string'] ? 'integer,string' : schema.type;
  if (wanted === undefined || (value === null && schema.nullable)) return null;
  const fits =
    wanted === found || (wanted === 'number' && found === 'integer') || wanted.split(',').includes(found);
  // Quantities are int-or-string too, and a plain 0.5 is a quantity.
  if (fits || (schema['x-kubernetes-int-or-string'] && typeof value === 'number')) return null;
  const message = `Invalid value: "${found}": ${path} in body must be of type ${wanted}: "${found}"`;
  return { path, kind: 'type', message, value };
}

function enumProblem(schema: JsonSchema, value: unknown, path: string): SchemaProblem {
  const supported = (schema.enum ?? []).map((item) => JSON.stringify(item)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported}`;
  return { path, kind: 'enum', message, value };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
