import type { Rule } from '../rule.ts';
import { ambientRules } from './ambient/rules.ts';
import { annotationRules } from './annotation/rules.ts';
import { authorizationPolicyRules } from './authorization-policy/rules.ts';
import { definitionRules } from './definition/rules.ts';
import { deploymentRules } from './deployment/rules.ts';
import { destinationRuleRules } from './destination-rule/rules.ts';
import { envoyFilterRules } from './envoy-filter/rules.ts';
import { exportedRules } from './exported/rules.ts';
import { gatewayRules } from './gateway/rules.ts';
import { gatewayApiRules } from './gateway-api/rules.ts';
import { istioObjectRules } from './istio-object/rules.ts';
import { meshRules } from './mesh/rules.ts';
import { namespaceRules } from './namespace/rules.ts';
import { peerAuthenticationRules } from './peer-authentication/rules.ts';
import { podRules } from './pod/rules.ts';
import { selectorRules } from './selector/rules.ts';
import { serviceRules } from './service/rules.ts';
import { serviceEntryRules } from './service-entry/rules.ts';
import { sidecarRules } from './sidecar/rules.ts';
import { telemetryRules } from './telemetry/rules.ts';
import { virtualServiceRules } from './virtual-service/rules.ts';
import { webhookRules } from './webhook/rules.ts';
import { workloadRules } from './workload/rules.ts';
import { workloadGroupRules } from './workload-group/rules.ts';

/** Every rule there is: one list for each kind of object that rules are about. */
export const allRules: readonly Rule[] = [
  ...ambientRules,
  ...annotationRules,
  ...authorizationPolicyRules,
  ...definitionRules,
  ...deploymentRules,
  ...destinationRuleRules,
  ...envoyFilterRules,
  ...exportedRules,
  ...gatewayRules,
  ...gatewayApiRules,
  ...istioObjectRules,
  ...meshRules,
  ...namespaceRules,
  ...peerAuthenticationRules,
  ...podRules,
  ...selectorRules,
  ...serviceRules,
  ...serviceEntryRules,
  ...sidecarRules,
  ...telemetryRules,
  ...virtualServiceRules,
  ...webhookRules,
  ...workloadGroupRules,
  ...workloadRules,
];

/** The rules that run unless others are asked for. */
export const usualRules: readonly Rule[] = allRules.filter(({ optIn }) => optIn !== true);
