import type { Check } from '#lib/core/check.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { changedRules } from './changed-rules.ts';
import type { PlanInput } from './plan-input.ts';
import { warns } from './say.ts';

/** A rule that is changed and never taken: an earlier one takes everything it could. */
export function shadowedCheck(input: PlanInput): readonly Check[] {
  return input.steps.flatMap(changedRules).flatMap(({ step, rule }) => {
    if (rule.shadowedBy === null) return [];
    const [own, earlier] = [rule.index, rule.shadowedBy].map((index) => `${rule.protocol} rule ${index + 1}`);
    const says = `In ${objectName(step.ref)} ${earlier} takes everything that ${own} could: what is changed in ${own} does nothing.`;
    return [warns('shadowed', says, `Change ${earlier}, or move ${own} before it.`)];
  });
}
