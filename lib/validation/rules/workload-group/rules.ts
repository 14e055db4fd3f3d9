import type { Rule } from '../../rule.ts';
import { labelsOfAnother } from './labels-of-another.ts';
import { unknownServiceAccount } from './unknown-service-account.ts';

export const workloadGroupRules: readonly Rule[] = [labelsOfAnother, unknownServiceAccount];
