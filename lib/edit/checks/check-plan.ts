import type { Check } from '#lib/core/check.ts';
import type { PlanInput } from './plan-input.ts';
import { subsetCheck } from './subset.ts';

const all: readonly ((input: PlanInput) => readonly Check[])[] = [subsetCheck];

/**
 * What a plan is judged by before it is applied, beside rights and the dry run: each check says what it found with its
 * numbers, and is silent where it does not apply. Pure.
 */
export const checkPlan = (input: PlanInput): readonly Check[] => all.flatMap((check) => check(input));
