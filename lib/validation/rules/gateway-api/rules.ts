import type { Rule } from '../../rule.ts';
import { negativeCondition } from './negative-condition.ts';
import { selectorInsteadOfTarget } from './selector-instead-of-target.ts';

export const gatewayApiRules: readonly Rule[] = [negativeCondition, selectorInsteadOfTarget];
