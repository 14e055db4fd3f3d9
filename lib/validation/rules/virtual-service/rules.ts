import type { Rule } from '../../rule.ts';
import { retriesBeyondTimeout } from './retries-beyond-timeout.ts';
import { routeToUndefinedSubset } from './route-to-undefined-subset.ts';
import { routeToUnknownHost } from './route-to-unknown-host.ts';

export const virtualServiceRules: readonly Rule[] = [
  retriesBeyondTimeout,
  routeToUndefinedSubset,
  routeToUnknownHost,
];
