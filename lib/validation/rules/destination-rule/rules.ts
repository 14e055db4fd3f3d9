import type { Rule } from '../../rule.ts';
import { subsetSelectsNoPod } from './subset-selects-no-pod.ts';
import { unknownHost } from './unknown-host.ts';

export const destinationRuleRules: readonly Rule[] = [subsetSelectsNoPod, unknownHost];
