import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Result } from '#lib/core/result.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { shiftWeights } from '#lib/edit/split/shift-weights.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { SplitDraft } from './use-split-draft.ts';

/** The plan that writes a draft: weights that are as declared are left alone, also where a mirror is all that changes. */
export function planOfDraft(
  object: ObjectRef,
  base: KubeObject,
  rule: RouteRule,
  { weights, mirrors }: Pick<SplitDraft, 'weights' | 'mirrors'>,
): Result<ChangePlan, string> {
  const moved = rule.destinations.some(({ effective, index }) => weights[index] !== effective);
  return shiftWeights(object, base, {
    rule: rule.id,
    weights: moved ? weights : rule.destinations.map(() => null),
    mirrors,
  });
}
