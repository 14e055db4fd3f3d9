import type { Rule } from '../rule.ts';
import { authorizationPolicyRules } from './authorization-policy/rules.ts';
import { destinationRuleRules } from './destination-rule/rules.ts';
import { envoyFilterRules } from './envoy-filter/rules.ts';
import { gatewayRules } from './gateway/rules.ts';
import { serviceEntryRules } from './service-entry/rules.ts';
import { sidecarRules } from './sidecar/rules.ts';
import { telemetryRules } from './telemetry/rules.ts';
import { virtualServiceRules } from './virtual-service/rules.ts';

/** Every rule there is: one list for each kind of object that rules are about. */
export const allRules: readonly Rule[] = [
  ...authorizationPolicyRules,
  ...destinationRuleRules,
  ...envoyFilterRules,
  ...gatewayRules,
  ...serviceEntryRules,
  ...sidecarRules,
  ...telemetryRules,
  ...virtualServiceRules,
];

/** The rules that run unless others are asked for. */
export const usualRules: readonly Rule[] = allRules.filter(({ optIn }) => optIn !== true);
