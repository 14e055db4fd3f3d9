import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { type ChangePlan, type JsonPatchOperation, jsonPointer } from '../change-plan.ts';
import { jsonOf } from '../object-json.ts';
import { shiftMirrors } from './mirror-percent.ts';
import type { FieldPath, RouteDestination, RouteRule } from './route-rule.ts';
import { routeRule } from './route-rules.ts';
import { largestWeight } from './weights.ts';

/** New weights and mirror percentages for one rule, each list in the order in which they stand; null leaves one as it is. */
export interface WeightShift {
  /** The id of the rule: `http/0`, `rules/1`. */
  readonly rule: string;
  /** Whole numbers of 0 or more. One that already counts is not written, also where it is absent. */
  readonly weights: readonly (number | null)[];
  /** 0 to 100, for `rule.mirrors`. */
  readonly mirrors?: readonly (number | null)[];
}

/**
 * The plan that sets weights and mirror percentages of one rule of a route object and touches nothing else: every destination
 * and weight is tested to be the one that was seen, for a weight says nothing without the others. They need not sum to 100; a
 * sum of 0 is refused, as istiod refuses it and the Gateway API answers it with 500.
 */
export function shiftWeights(
  ref: ObjectRef,
  object: KubeObject,
  shift: WeightShift,
): Result<ChangePlan, string> {
  const rule = routeRule(object, shift.rule);
  const where = `${ref.kind} ${ref.namespace}/${ref.name}`;
  if (rule === null) return err(`${where} has no rule ${shift.rule}.`);
  const refused = refusal(rule, shift);
  if (refused !== null) return err(`${where}, rule ${shift.rule}: ${refused}`);
  const weights = weightOperations(rule, jsonOf(object), shift.weights);
  const mirrors = shiftMirrors(jsonOf(object), rule.mirrors, shift.mirrors ?? []);
  if (!mirrors.ok) return err(`${where}, rule ${shift.rule}: ${mirrors.error}`);
  const patch = [...weights, ...mirrors.value];
  if (patch.length === 0) return err(`${where}, rule ${shift.rule}: nothing changes.`);
  const { resourceVersion = '', generation = null } = object.metadata;
  return ok({ steps: [{ do: 'patch', ref, resourceVersion, generation, patch }] });
}

/** Why weights cannot be those of a rule; null where they can. */
export function refusal({ destinations }: RouteRule, { weights }: WeightShift): string | null {
  if (weights.every((weight) => weight === null)) return null;
  if (destinations.length !== weights.length)
    return `it has ${plural(destinations.length, 'destination')}, ${plural(weights.length, 'weight')} were given.`;
  if (weights.some((weight) => weight !== null && !isWeight(weight)))
    return `a weight is a whole number from 0 to ${largestWeight.toLocaleString('en-US')}.`;
  const [only] = destinations;
  if (destinations.length === 1 && only?.backend === null)
    return 'its one destination takes everything, whatever its weight says.';
  const after = destinations.map(({ effective }, i) => weights[i] ?? effective);
  return after.every((weight) => weight <= 0)
    ? 'all weights are 0, so no destination would get traffic. Give at least one a weight above 0.'
    : null;
}

const isWeight = (weight: number): boolean =>
  Number.isInteger(weight) && weight >= 0 && weight <= largestWeight;

function weightOperations(
  { path, destinations }: RouteRule,
  object: JsonObject,
  weights: WeightShift['weights'],
): readonly JsonPatchOperation[] {
  const changed = destinations.filter(({ index, effective, weight }) => {
    const wanted = weights[index] ?? null;
    return wanted !== null && wanted !== (weight ?? effective);
  });
  if (changed.length === 0) return [];
  const written = listIn(object, path);
  const tests = destinations.flatMap((one) => testsOf(one, written[one.index] ?? null, path));
  const changes = changed.map(({ index }): JsonPatchOperation => {
    const there = hasKey(written[index], 'weight');
    const at = jsonPointer([...path, index, 'weight']);
    return { op: there ? 'replace' : 'add', path: at, value: weights[index] };
  });
  return [...tests, ...changes];
}

/** What makes a destination the one that was seen, and the weight that it had. */
function testsOf({ index, backend }: RouteDestination, written: Json, path: FieldPath): JsonPatchOperation[] {
  if (!isObject(written)) return [];
  const identity = backend === null ? ['destination'] : ['group', 'kind', 'namespace', 'name', 'port'];
  return [...identity, 'weight']
    .filter((key) => Object.hasOwn(written, key))
    .map((key) => ({ op: 'test', path: jsonPointer([...path, index, key]), value: written[key] }));
}

const hasKey = (value: Json | undefined, key: string): boolean =>
  isObject(value) && Object.hasOwn(value, key);

/** The list at a path such as `spec http 0 route`. */
function listIn(object: JsonObject, path: FieldPath): readonly Json[] {
  const [spec = '', rules = '', index = 0, list = ''] = path;
  return listAt(listAt(objectAt(object, String(spec)), String(rules))[Number(index)], String(list));
}
