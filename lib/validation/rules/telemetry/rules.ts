import type { Rule } from '../../rule.ts';
import { lightstepProvider } from './lightstep-provider.ts';
import { noLogProvider } from './no-log-provider.ts';
import { selectorWithoutPods } from './selector-without-pods.ts';
import { twoForOneNamespace } from './two-for-one-namespace.ts';
import { twoForOnePod } from './two-for-one-pod.ts';

export const telemetryRules: readonly Rule[] = [
  lightstepProvider,
  noLogProvider,
  selectorWithoutPods,
  twoForOneNamespace,
  twoForOnePod,
];
