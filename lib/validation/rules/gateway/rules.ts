import type { Rule } from '../../rule.ts';
import { certificateEndsSoon } from './certificate-ends-soon.ts';
import { certificateOfAnotherGateway } from './certificate-of-another-gateway.ts';
import { credentialNotUsable } from './credential-not-usable.ts';
import { hostsOverlapAtGateway } from './hosts-overlap.ts';
import { portNotOnService } from './port-not-on-service.ts';
import { selectorWithoutPods } from './selector-without-pods.ts';
import { twoGatewaysForOneHost } from './two-gateways-for-one-host.ts';

export const gatewayRules: readonly Rule[] = [
  certificateEndsSoon,
  certificateOfAnotherGateway,
  credentialNotUsable,
  portNotOnService,
  selectorWithoutPods,
  twoGatewaysForOneHost,
  hostsOverlapAtGateway,
];
