import type { Rule } from '../rule.ts';
import { destinationRuleRules } from './destination-rule/rules.ts';
import { virtualServiceRules } from './virtual-service/rules.ts';

/** Every rule there is: one list for each kind of object that rules are about. */
export const allRules: readonly Rule[] = [...destinationRuleRules, ...virtualServiceRules];

/** The rules that run unless others are asked for. */
export const usualRules: readonly Rule[] = allRules.filter(({ optIn }) => optIn !== true);
