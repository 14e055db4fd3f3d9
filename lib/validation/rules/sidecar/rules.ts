import type { Rule } from '../../rule.ts';
import { deprecatedEgressProxy } from './deprecated-egress-proxy.ts';
import { noEffectInAmbient } from './no-effect-in-ambient.ts';
import { selectorWithoutPods } from './selector-without-pods.ts';
import { twoForOneNamespace } from './two-for-one-namespace.ts';
import { twoForOnePod } from './two-for-one-pod.ts';

export const sidecarRules: readonly Rule[] = [
  deprecatedEgressProxy,
  noEffectInAmbient,
  selectorWithoutPods,
  twoForOneNamespace,
  twoForOnePod,
];
