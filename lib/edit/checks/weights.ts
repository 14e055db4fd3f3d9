import type { Check } from '#lib/core/check.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { changedRules } from './changed-rules.ts';
import type { PlanInput } from './plan-input.ts';
import { blocks } from './say.ts';

/** Rules whose weights add up to 0: istiod refuses them in a VirtualService, and a route of the Gateway API answers 500. */
export function weightsCheck(input: PlanInput): readonly Check[] {
  return input.steps
    .flatMap(changedRules)
    .filter(
      ({ rule: { destinations } }) =>
        destinations.length > 0 && destinations.every(({ share }) => share === null),
    )
    .map(({ step, rule }) =>
      blocks(
        'weights',
        `In ${objectName(step.ref)} the weights of ${rule.protocol} rule ${rule.index + 1} add up to 0: its requests would go nowhere.`,
        'Give at least one destination a weight.',
        null,
      ),
    );
}
