import type { Rule } from '../../rule.ts';
import { claimsNobodyValidates } from './claims-nobody-validates.ts';
import { delegateNotUsable } from './delegate-not-usable.ts';
import { delegateRuleLeftOut } from './delegate-rule-left-out.ts';
import { delegateUnused } from './delegate-unused.ts';
import { deprecatedDelayPercent } from './deprecated-delay-percent.ts';
import { faultForEveryRequest } from './fault-for-every-request.ts';
import { gatewayNotFound } from './gateway-not-found.ts';
import { hostClaimedTwice } from './host-claimed-twice.ts';
import { hostHiddenFromCallers } from './host-hidden-from-callers.ts';
import { hostOverlaps } from './host-overlaps.ts';
import { hostsNotServedByGateway } from './hosts-not-served-by-gateway.ts';
import { outsideHostWithoutGateway } from './outside-host-without-gateway.ts';
import { retriesBeyondTimeout } from './retries-beyond-timeout.ts';
import { routeToUndefinedSubset } from './route-to-undefined-subset.ts';
import { routeToUnknownHost } from './route-to-unknown-host.ts';
import { routeToUnknownPort } from './route-to-unknown-port.ts';
import { routeWeights } from './route-weights.ts';
import { routesNotReadByGateway } from './routes-not-read-by-gateway.ts';
import { ruleNeverUsed } from './rule-never-used.ts';
import { subsetHiddenFromCallers } from './subset-hidden-from-callers.ts';
import { subsetsPassedByAtIngress } from './subsets-passed-by-at-ingress.ts';
import { weightWithoutReadyPods } from './weight-without-ready-pods.ts';
import { weightsBeside100 } from './weights-beside-100.ts';

export const virtualServiceRules: readonly Rule[] = [
  claimsNobodyValidates,
  delegateNotUsable,
  delegateRuleLeftOut,
  delegateUnused,
  deprecatedDelayPercent,
  gatewayNotFound,
  hostClaimedTwice,
  hostHiddenFromCallers,
  hostsNotServedByGateway,
  retriesBeyondTimeout,
  routeToUndefinedSubset,
  routeToUnknownHost,
  routeToUnknownPort,
  routesNotReadByGateway,
  ruleNeverUsed,
  subsetHiddenFromCallers,
  subsetsPassedByAtIngress,
  hostOverlaps,
  routeWeights,
  weightWithoutReadyPods,
  outsideHostWithoutGateway,
  weightsBeside100,
  faultForEveryRequest,
];
