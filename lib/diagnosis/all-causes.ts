import type { Cause } from './cause.ts';
import { applicationErrors } from './causes/application-errors.ts';
import { applicationRefuses } from './causes/application-refuses.ts';
import { authorizationDenied } from './causes/authorization-denied.ts';
import { calleeRestarts } from './causes/callee-restarts.ts';
import { calleeSlow } from './causes/callee-slow.ts';
import { callerGaveUp } from './causes/caller-gave-up.ts';
import { callerWithoutPods } from './causes/caller-without-pods.ts';
import { certificateExpired } from './causes/certificate-expired.ts';
import { connectionDeniedBehind } from './causes/connection-denied-behind.ts';
import { connectionReset } from './causes/connection-reset.ts';
import { egressBlocked } from './causes/egress-blocked.ts';
import { extensionMissing } from './causes/extension-missing.ts';
import { failsFurtherDown } from './causes/fails-further-down.ts';
import { faultInjected } from './causes/fault-injected.ts';
import { flaggedCauses } from './causes/flagged-by-proxy.ts';
import { gatewayCertificate } from './causes/gateway-certificate.ts';
import { hostOutOfScope } from './causes/host-out-of-scope.ts';
import { hostsEjected } from './causes/hosts-ejected.ts';
import { jwtRefused } from './causes/jwt-refused.ts';
import { missingSubset } from './causes/missing-subset.ts';
import { mtlsToUnmeshed } from './causes/mtls-to-unmeshed.ts';
import { nameNotResolved } from './causes/name-not-resolved.ts';
import { networkBarred } from './causes/network-barred.ts';
import { noMatchingRule } from './causes/no-matching-rule.ts';
import { noReadyEndpoints, serviceSelectsNothing } from './causes/no-ready-endpoints.ts';
import { nodeDown } from './causes/node-down.ts';
import { notListening } from './causes/not-listening.ts';
import { outsideFails } from './causes/outside-fails.ts';
import { plaintextBehindCallee } from './causes/plaintext-behind.ts';
import { plaintextToStrict } from './causes/plaintext-to-strict.ts';
import { poolOverflow } from './causes/pool-overflow.ts';
import { portRefused } from './causes/port-refused.ts';
import { protocolMismatch } from './causes/protocol-mismatch.ts';
import { proxyMissing } from './causes/proxy-missing.ts';
import { removedUnderWay } from './causes/removed-under-way.ts';
import { retriesMultiply } from './causes/retries-multiply.ts';
import { rewriteWrong } from './causes/rewrite-wrong.ts';
import { routeAtNoGateway } from './causes/route-at-no-gateway.ts';
import { routeTimeout } from './causes/route-timeout.ts';
import { slowFurtherDown } from './causes/slow-further-down.ts';
import { slowOnTheWay } from './causes/slow-on-the-way.ts';
import { subsetWithoutPods } from './causes/subset-without-pods.ts';
import { tlsOrigination } from './causes/tls-origination.ts';
import { trustDiffers } from './causes/trust-differs.ts';
import { unknownDestination } from './causes/unknown-destination.ts';
import { waypointMissing } from './causes/waypoint-missing.ts';

/** Every cause that an edge can have. Where two explain as much and are as sure, the earlier goes first. */
export const allCauses: readonly Cause[] = [
  missingSubset,
  unknownDestination,
  routeAtNoGateway,
  noMatchingRule,
  faultInjected,
  hostOutOfScope,
  egressBlocked,
  plaintextToStrict,
  mtlsToUnmeshed,
  tlsOrigination,
  networkBarred,
  certificateExpired,
  serviceSelectsNothing,
  subsetWithoutPods,
  noReadyEndpoints,
  hostsEjected,
  poolOverflow,
  routeTimeout,
  authorizationDenied,
  jwtRefused,
  portRefused,
  notListening,
  protocolMismatch,
  rewriteWrong,
  nameNotResolved,
  extensionMissing,
  removedUnderWay,
  ...flaggedCauses,
  gatewayCertificate,
  waypointMissing,
  retriesMultiply,
  nodeDown,
  trustDiffers,
  calleeRestarts,
  connectionReset,
  failsFurtherDown,
  connectionDeniedBehind,
  plaintextBehindCallee,
  applicationErrors,
  applicationRefuses,
  outsideFails,
  callerGaveUp,
  slowFurtherDown,
  slowOnTheWay,
  calleeSlow,
  callerWithoutPods,
  proxyMissing,
];
