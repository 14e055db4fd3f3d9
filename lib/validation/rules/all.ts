import type { Rule } from '../rule.ts';
import { subsetWithoutPods } from './destination-rule/subset-without-pods.ts';
import { unknownHost } from './destination-rule/unknown-host.ts';
import { destinationHost } from './virtual-service/destination-host.ts';
import { destinationSubset } from './virtual-service/destination-subset.ts';
import { retriesBeyondTimeout } from './virtual-service/retries-beyond-timeout.ts';

/** Every rule there is. */
export const allRules: readonly Rule[] = [
  destinationHost,
  destinationSubset,
  retriesBeyondTimeout,
  unknownHost,
  subsetWithoutPods,
];
