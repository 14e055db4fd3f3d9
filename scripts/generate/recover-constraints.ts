import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';

/**
 * The types say `number` and `string`; the packages' compiled validators know more (integer, minimum, pattern, format…) and
 * say so in their errors. Each leaf is given a few wrong values and what the validator objects to is written down.
 */
export async function recoverConstraints(file: string, schema: JsonSchema): Promise<void> {
  const validator = await validatorOf(file);
  if (validator) recover(validator, [], schema);
}

/** An error of a compiled validator (ajv's shape). */
interface Failure {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}
type Validator = ((value: unknown) => boolean) & { errors?: Failure[] | null };

const validatorModule = z.object({
  validate: z.custom<Validator>((value) => typeof value === 'function'),
});

async function validatorOf(file: string): Promise<Validator | null> {
  const found = [file.replace(/\.d\.ts$/, '.js'), file]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .flatMap((text) => text.match(/"([./]*_schemas\/\w+)\.js"/)?.[1] ?? schemaByName(text));
  const path = found
    .map((name) => resolve(dirname(file), `${name}.js`))
    .find((candidate) => existsSync(candidate));
  if (!path) return null;
  return validatorModule.parse(await import(pathToFileURL(path).href)).validate;
}

/** A plain alias has no model to load its validator: the name under which it is exported is the validator's. */
function schemaByName(text: string): string[] {
  const name = text.match(/\w+ as (IoK8s\w+) \}/)?.[1];
  return name ? [`../../_schemas/${name}`, `../_schemas/${name}`, `../../../_schemas/${name}`] : [];
}

const tooLong = 'x'.repeat(5000);
const manyItems = Array.from({ length: 1100 }, () => null);
const manyKeys = Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`k${i}`, null]));

function recover(validate: Validator, path: string[], schema: JsonSchema): void {
  if (schema.$ref) return;
  const pointer = path.map((step) => `/${step}`).join('');
  const probe = (value: unknown) =>
    validate(wrap(path, value)) ? [] : (validate.errors ?? []).filter((e) => e.instancePath === pointer);
  if (schema['x-kubernetes-int-or-string']) keep(schema, probe('\u0001'), ['pattern']);
  else if (schema.type === 'number') {
    for (const value of [0.5, -1e300, 1e300]) keepNumber(schema, probe(value));
  } else if (schema.type === 'string' && !schema.enum) {
    for (const value of ['\u0001', '', tooLong]) {
      keep(schema, probe(value), ['pattern', 'format', 'minLength', 'maxLength']);
    }
  } else if (schema.type === 'array') {
    for (const value of [[], manyItems]) keep(schema, probe(value), ['minItems', 'maxItems']);
    if (schema.items) recover(validate, [...path, '0'], schema.items);
  } else if (schema.type === 'object') recoverObject(validate, path, schema, probe);
}

function recoverObject(
  validate: Validator,
  path: string[],
  schema: JsonSchema,
  probe: (value: unknown) => Failure[],
): void {
  keep(schema, probe({}), ['minProperties']);
  if (typeof schema.additionalProperties === 'object') {
    keep(schema, probe(manyKeys), ['maxProperties']);
    recover(validate, [...path, 'key'], schema.additionalProperties);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (path.length > 0 || !['apiVersion', 'kind', 'metadata'].includes(name)) {
      recover(validate, [...path, name], property);
    }
  }
}

function wrap(path: string[], value: unknown): unknown {
  return path.reduceRight((inner, step) => (step === '0' ? [inner] : { [step]: inner }), value);
}

function keepNumber(schema: JsonSchema, found: Failure[]): void {
  for (const { keyword, params } of found) {
    if (keyword === 'type' && params.type === 'integer') schema.type = 'integer';
    if (keyword === 'format' && typeof params.format === 'string') schema.format = params.format;
    if (typeof params.limit !== 'number') continue;
    if (keyword === 'minimum') schema.minimum = params.limit;
    if (keyword === 'maximum') schema.maximum = params.limit;
  }
}

type Kept =
  | 'pattern'
  | 'format'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties';

function keep(schema: JsonSchema, found: Failure[], wanted: Kept[]): void {
  for (const { keyword, params } of found) {
    const name = wanted.find((candidate) => candidate === keyword);
    if (!name) continue;
    if (name === 'pattern' || name === 'format') {
      const text = params[name];
      if (typeof text === 'string' && text !== 'string') schema[name] = text;
    } else if (typeof params.limit === 'number') schema[name] = params.limit;
  }
}
