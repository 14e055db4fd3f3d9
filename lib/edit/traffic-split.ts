import { z } from 'zod';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { type ChangePlan, type JsonPatchOperation, jsonPointer } from './change-plan.ts';

const destination = z.looseObject({ host: z.string(), subset: z.string().optional() });
const weighted = z.looseObject({ destination, weight: z.number().int().optional() });
const routed = z.looseObject({
  spec: z.looseObject({ http: z.array(z.looseObject({ route: z.array(weighted).optional() })) }),
});

/** New weights for the destinations of one HTTP rule of a VirtualService, in the order in which they stand there. */
export interface WeightShift {
  readonly rule: number;
  readonly weights: readonly number[];
}

/**
 * The plan that sets the weights of one `spec.http[rule]` and touches nothing else: each destination is tested to be the one
 * that was seen, then only its `weight` is written. Weights are whole numbers ≥ 0 and need not sum to 100 (Istio divides by
 * their sum); a sum of 0 over several destinations is refused, as istiod refuses it.
 */
export function shiftWeights(
  ref: ObjectRef,
  object: KubeObject,
  shift: WeightShift,
): Result<ChangePlan, string> {
  const parsed = routed.safeParse(object);
  const route = parsed.success ? parsed.data.spec.http[shift.rule]?.route : undefined;
  const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
  if (route === undefined)
    return err(`${name} has no HTTP rule ${shift.rule} with destinations to shift between.`);
  if (route.length !== shift.weights.length) {
    return err(
      `${name} rule ${shift.rule} has ${route.length} destinations; ${shift.weights.length} weights were given.`,
    );
  }
  if (shift.weights.some((w) => !Number.isInteger(w) || w < 0))
    return err('A weight is a whole number of 0 or more.');
  if (route.length > 1 && shift.weights.every((w) => w === 0)) {
    return err('All weights are 0: no destination would get traffic. Give at least one a weight above 0.');
  }
  const patch = route.flatMap((seen, i): JsonPatchOperation[] => {
    const at = ['spec', 'http', shift.rule, 'route', i];
    const weight = shift.weights[i] ?? 0;
    if (weight === (seen.weight ?? 0) && seen.weight !== undefined) return [];
    return [
      { op: 'test', path: jsonPointer([...at, 'destination']), value: seen.destination },
      ...(seen.weight === undefined
        ? []
        : [{ op: 'test' as const, path: jsonPointer([...at, 'weight']), value: seen.weight }]),
      {
        op: seen.weight === undefined ? 'add' : 'replace',
        path: jsonPointer([...at, 'weight']),
        value: weight,
      },
    ];
  });
  if (patch.length === 0)
    return err(`${name} rule ${shift.rule} has these weights already; there is nothing to change.`);
  const { resourceVersion = '', generation = null } = object.metadata;
  return ok({ steps: [{ do: 'patch', ref, resourceVersion, generation, patch }] });
}
