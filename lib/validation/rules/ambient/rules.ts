import type { Rule } from '../../rule.ts';
import { hostRuleOutOfReach } from './host-rule-out-of-reach.ts';
import { policyWithoutTarget } from './policy-without-target.ts';
import { policyWithoutWaypoint } from './policy-without-waypoint.ts';

export const ambientRules: readonly Rule[] = [hostRuleOutOfReach, policyWithoutTarget, policyWithoutWaypoint];
