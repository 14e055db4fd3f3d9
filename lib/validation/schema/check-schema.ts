import type { Finding } from '#lib/core/finding.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { checkValue } from '#lib/istio/schema/check-value.ts';
import { fieldAt } from '#lib/istio/schema/field-at.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import type { SchemaProblem } from '#lib/istio/schema/schema-problem.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { findingOf, type Remark } from '../rule.ts';
import { fieldMeant, valueMeant } from './field-meant.ts';

/** The schemas of kinds, from wherever they are kept. */
export interface Schemas {
  /** The linked schema of a kind in a version; null where none is known. */
  schemaOf(group: string, version: string, kind: string): JsonSchema | null;
  /** The versions of a kind that are known, the newest first; empty for an unknown kind. */
  versionsOf(group: string, kind: string): readonly string[];
}

/**
 * What an object, as it was written, breaks of the schema of its kind: strictly, as `--validate=strict` has it. Kinds without a
 * schema are not judged. The names that a server fills in (`uid` and the like) are part of every schema.
 */
export function checkSchema(schemas: Schemas, object: KubeObject, ref: ObjectRef): readonly Finding[] {
  const version = object.apiVersion.split('/').at(-1) ?? '';
  const schema = schemas.schemaOf(ref.group, version, ref.kind);
  if (schema === null) {
    const known = schemas.versionsOf(ref.group, ref.kind);
    if (known.length === 0 || known.includes(version)) return [];
    const args = { kind: ref.kind, version, known: known.join(', ') };
    return [findingOf({ code: 'WEFT0105', path: 'apiVersion', args }, ref)];
  }
  const { unknown, invalid } = checkValue(schema, object, '', { nullIsAbsent: false });
  const [newest] = schemas.versionsOf(ref.group, ref.kind);
  const older: Remark[] =
    newest === undefined || newest === version
      ? []
      : [{ code: 'WEFT0106', path: 'apiVersion', args: { kind: ref.kind, version, newest } }];
  const remarks = [...older, ...[...unknown, ...invalid].map((problem) => remarkOf(schema, problem))];
  return remarks.map((remark) => findingOf(remark, ref));
}

/** `spec.http[0]` and `retries` of `spec.http[0].retries`. */
function parts(path: string): { readonly parent: string; readonly name: string } {
  const at = path.lastIndexOf('.');
  return { parent: at < 0 ? '' : path.slice(0, at), name: path.slice(at + 1) };
}

function remarkOf(schema: JsonSchema, problem: SchemaProblem): Remark {
  const { path, kind, value } = problem;
  const { parent, name } = parts(path);
  const field = fieldAt(schema, path);
  switch (kind) {
    case 'unknown':
      return {
        code: 'WEFT0100',
        path,
        args: { field: name, where: parent, meant: fieldMeant(schema, parent, name) },
      };
    case 'type':
      return {
        code: 'WEFT0101',
        path,
        args: { field: path, wanted: wanted(field?.type), found: typeOf(value) },
      };
    case 'enum': {
      const known = field?.values ?? [];
      const args = { field: path, value: JSON.stringify(value) ?? '', known: known.join(', ') };
      return { code: 'WEFT0102', path, args: { ...args, meant: valueMeant(value, known) } };
    }
    case 'required':
      return { code: 'WEFT0103', path, args: { field: name, where: parent } };
    default:
      return { code: 'WEFT0104', path, args: { field: path, why: limitsOf(field?.schema, problem) } };
  }
}

const wanted = (type: string | undefined): string =>
  type === undefined ? 'another type' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;

function typeOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of fields' : `the ${typeof value} ${JSON.stringify(value)}`;
}

/** What the schema allows, as far as it says so in a few words. */
function limitsOf(schema: JsonSchema | undefined, { kind, message }: SchemaProblem): string {
  if (kind === 'duplicate') return 'something stands in it twice.';
  const { minimum, maximum, pattern, maxLength, maxItems } = schema ?? {};
  const limits = [
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    maxItems === undefined ? '' : `at most ${maxItems} items`,
    pattern === undefined ? '' : `of the form ${pattern}`,
  ].filter(Boolean);
  return limits.length > 0 ? `it is to be ${limits.join(', ')}.` : `${message}.`;
}
