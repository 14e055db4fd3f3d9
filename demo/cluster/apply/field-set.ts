import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';

/**
 * A set of field paths, as a tree. A path is in the set when its node is a member; steps are written as in fieldsV1
 * (`f:spec`, `k:{"name":"a"}`, `v:"x"`).
 */
export interface FieldSet {
  readonly member: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export const emptySet: FieldSet = { member: false, children: new Map() };

const node = (member: boolean, children: Iterable<[string, FieldSet]>): FieldSet => ({
  member,
  children: new Map([...children].filter(([, child]) => !isEmpty(child))),
});

export const isEmpty = (set: FieldSet): boolean => !set.member && set.children.size === 0;

/** The set of a node and what is below it. */
export function setOf(member: boolean, children: Iterable<[string, FieldSet]> = []): FieldSet {
  return node(member, children);
}

/** The paths of either. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  return combine(a, b, (x, y) => x || y);
}

/** The paths of both. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (x, y) => x && y);
}

/** The paths of `a` that are not in `b`; a path stays when only its parent is in `b`. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(a) || isEmpty(b)) return a;
  return combine(a, b, (x, y) => x && !y);
}

function combine(a: FieldSet, b: FieldSet, keep: (x: boolean, y: boolean) => boolean): FieldSet {
  const steps = new Set([...a.children.keys(), ...b.children.keys()]);
  return node(
    keep(a.member, b.member),
    [...steps].map((step) => [
      step,
      combine(a.children.get(step) ?? emptySet, b.children.get(step) ?? emptySet, keep),
    ]),
  );
}

/** The set without these steps below its root, and everything under them. */
export function withoutSteps(set: FieldSet, steps: ReadonlySet<string>): FieldSet {
  return node(
    set.member,
    [...set.children].filter(([step]) => !steps.has(step)),
  );
}

/** Whether two sets have the same paths. */
export function sameSet(a: FieldSet, b: FieldSet): boolean {
  return isEmpty(difference(a, b)) && isEmpty(difference(b, a));
}

/** Every path of the set. */
export function pathsOf(set: FieldSet, above: readonly string[] = []): string[][] {
  const own = set.member ? [[...above]] : [];
  return [...own, ...[...set.children].flatMap(([step, child]) => pathsOf(child, [...above, step]))];
}

/** fieldsV1: an empty object is a member without children, `.` marks a member that has some. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const steps = [...set.children].sort(([a], [b]) => (a < b ? -1 : 1));
  const fields: JsonObject = set.member && steps.length > 0 ? { '.': {} } : {};
  for (const [step, child] of steps) fields[step] = toFieldsV1(child);
  return fields;
}

/** The set of `fieldsV1` of a managed fields entry. */
export function fromFieldsV1(fields: Json | undefined, isRoot = true): FieldSet {
  if (!isObject(fields)) return emptySet;
  const steps = Object.entries(fields).filter(([step]) => step !== '.');
  const member = fields['.'] !== undefined || (!isRoot && steps.length === 0);
  return node(
    member,
    steps.map(([step, child]) => [step, fromFieldsV1(child, false)]),
  );
}

/** A path as the API server prints it: `.spec.containers[name="c"].image`. */
export function printPath(path: readonly string[]): string {
  return path.map(printStep).join('');
}

function printStep(step: string): string {
  const body = step.slice(2);
  if (step.startsWith('f:')) return `.${body}`;
  if (step.startsWith('v:')) return `[=${body}]`;
  const keys = Object.entries(JSON.parse(body) as Record<string, Json>);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
