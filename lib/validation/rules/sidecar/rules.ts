import type { Rule } from '../../rule.ts';
import { deprecatedEgressProxy } from './deprecated-egress-proxy.ts';
import { noEffectInAmbient } from './no-effect-in-ambient.ts';
import { outboundModeUnset } from './outbound-mode-unset.ts';
import { selectorInRootNamespace } from './selector-in-root-namespace.ts';
import { selectorWithoutPods } from './selector-without-pods.ts';
import { twoForOneNamespace } from './two-for-one-namespace.ts';
import { twoForOnePod } from './two-for-one-pod.ts';
import { unknownEgressHost } from './unknown-egress-host.ts';

export const sidecarRules: readonly Rule[] = [
  deprecatedEgressProxy,
  noEffectInAmbient,
  selectorWithoutPods,
  twoForOneNamespace,
  twoForOnePod,
  unknownEgressHost,
  selectorInRootNamespace,
  outboundModeUnset,
];
