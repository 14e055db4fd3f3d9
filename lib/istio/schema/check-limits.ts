import type { JsonSchema } from './json-schema.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** Pattern and length of a text. */
export function checkText(schema: JsonSchema, value: string, path: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const shown = JSON.stringify(value);
  const length = [...value].length;
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    problems.push(range(path, value, `Too long: may not be more than ${schema.maxLength} bytes`));
  }
  if (schema.minLength !== undefined && length < schema.minLength) {
    const text = `Invalid value: ${shown}: ${path} in body should be at least ${schema.minLength} chars long`;
    problems.push(range(path, value, text));
  }
  if (schema.pattern !== undefined && !expression(schema.pattern).test(value)) {
    const message = `Invalid value: ${shown}: ${path} in body should match '${schema.pattern}'`;
    problems.push({ path, kind: 'pattern', message, value });
  }
  return problems;
}

/** Minimum and maximum of a number; the exclusive forms are flags, as in OpenAPI 3.0. */
export function checkNumber(schema: JsonSchema, value: number, path: string): SchemaProblem[] {
  const { minimum, maximum } = schema;
  const problems: SchemaProblem[] = [];
  const say = (text: string) =>
    problems.push(range(path, value, `Invalid value: ${value}: ${path} in body should be ${text}`));
  if (minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    say(`greater than ${schema.exclusiveMinimum === true ? '' : 'or equal to '}${minimum}`);
  }
  if (maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    say(`less than ${schema.exclusiveMaximum === true ? '' : 'or equal to '}${maximum}`);
  }
  return problems;
}

/** How many items a list, or entries a map, may hold. */
export function checkSize(schema: JsonSchema, size: number, path: string): SchemaProblem[] {
  const isList = schema.type === 'array';
  const least = isList ? schema.minItems : schema.minProperties;
  const most = isList ? schema.maxItems : schema.maxProperties;
  const unit = isList ? 'items' : 'properties';
  const problems: SchemaProblem[] = [];
  if (least !== undefined && size < least) {
    const text = `Invalid value: ${size}: ${path} in body should have at least ${least} ${unit}`;
    problems.push(range(path, size, text));
  }
  if (most !== undefined && size > most) {
    problems.push(range(path, size, `Too many: ${size}: must have at most ${most} ${unit}`));
  }
  return problems;
}

const range = (path: string, value: unknown, message: string): SchemaProblem => ({
  path,
  kind: 'range',
  message,
  value,
});

const expressions = new Map<string, RegExp>();

/** Patterns are RE2; a pattern that JavaScript does not take accepts everything, as nothing can be said then. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  let made = /(?:)/;
  try {
    made = new RegExp(pattern, 'u');
  } catch {
    // Kept as the expression that accepts everything.
  }
  expressions.set(pattern, made);
  return made;
}
