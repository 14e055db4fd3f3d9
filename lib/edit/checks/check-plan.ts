import type { Check } from '#lib/core/check.ts';
import { blastRadiusCheck } from './blast-radius.ts';
import { capacityCheck } from './capacity.ts';
import { danglingCheck } from './dangling.ts';
import { findingsCheck } from './findings.ts';
import { gatewayCheck } from './gateway.ts';
import { orderCheck } from './order.ts';
import { ownerCheck } from './owner.ts';
import type { PlanInput } from './plan-input.ts';
import { shadowedCheck } from './shadowed.ts';
import { subsetCheck } from './subset.ts';
import { weightsCheck } from './weights.ts';

/** In the order in which they are told: what may break first, then what it is about. */
const all: readonly ((input: PlanInput) => readonly Check[])[] = [
  findingsCheck,
  weightsCheck,
  subsetCheck,
  orderCheck,
  danglingCheck,
  capacityCheck,
  shadowedCheck,
  gatewayCheck,
  ownerCheck,
  blastRadiusCheck,
];

/**
 * What a plan is judged by before it is applied, beside rights, the dry run and the guard rails of its steps: each check says what it found with its
 * numbers, and is silent where it does not apply. Pure.
 */
export const checkPlan = (input: PlanInput): readonly Check[] => all.flatMap((check) => check(input));
