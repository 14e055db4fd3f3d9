import type { Rule } from '../../rule.ts';
import { noWorkloads } from './no-workloads.ts';
import { unknownNamespace } from './unknown-namespace.ts';

export const authorizationPolicyRules: readonly Rule[] = [noWorkloads, unknownNamespace];
