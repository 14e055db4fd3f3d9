import type { JsonSchema } from './json-schema.ts';
import type { SchemaProblem } from './schema-problem.ts';

type Fields = Record<string, unknown>;

/** oneOf, anyOf, allOf and not of an object, which in Kubernetes speak of the fields that are set. */
export function checkChoices(schema: JsonSchema, value: Fields, path: string): SchemaProblem[] {
  return problemsOf(schema, value).map((text) => ({
    path,
    kind: 'range',
    message: `Invalid value: ${JSON.stringify(value).slice(0, 120)}: ${JSON.stringify(path)} ${text}`,
    value,
  }));
}

function problemsOf(schema: JsonSchema, value: Fields): string[] {
  const texts = (schema.allOf ?? []).flatMap((part) => problemsOf(part, value));
  if (schema.oneOf) {
    const found = schema.oneOf.filter((part) => holds(part, value)).length;
    if (found !== 1) {
      const count = found === 0 ? 'Found none valid' : `Found ${found} valid alternatives`;
      texts.push(`must validate one and only one schema (oneOf). ${count}`);
    }
  }
  if (schema.anyOf && !schema.anyOf.some((part) => holds(part, value))) {
    texts.push('must validate at least one schema (anyOf)');
  }
  if (schema.not && holds(schema.not, value)) texts.push('must not validate the schema (not)');
  return texts;
}

function holds(schema: JsonSchema, value: Fields): boolean {
  const complete = (schema.required ?? []).every((key) => value[key] !== undefined);
  const fits = Object.entries(schema.properties ?? {}).every(([key, property]) =>
    fieldHolds(property, value[key]),
  );
  return complete && fits && problemsOf(schema, value).length === 0;
}

/** Conditions on a field inside a choice: its value among some, or not; anything further is taken as held. */
function fieldHolds(schema: JsonSchema, field: unknown): boolean {
  if (field === undefined) return true;
  if (schema.enum && !schema.enum.includes(field)) return false;
  return !schema.not?.enum?.includes(field);
}
