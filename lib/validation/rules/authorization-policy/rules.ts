import type { Rule } from '../../rule.ts';
import { identityWithoutMtls } from './identity-without-mtls.ts';
import { noWorkloads } from './no-workloads.ts';
import { unknownHost } from './unknown-host.ts';
import { unknownMethod } from './unknown-method.ts';
import { unknownNamespace } from './unknown-namespace.ts';
import { unknownPrincipal } from './unknown-principal.ts';

export const authorizationPolicyRules: readonly Rule[] = [
  noWorkloads,
  unknownNamespace,
  unknownMethod,
  unknownHost,
  identityWithoutMtls,
  unknownPrincipal,
];
