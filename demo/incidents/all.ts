import { audienceChanged } from './audience-changed.ts';
import { authorizerGone } from './authorizer-gone.ts';
import { backendRenamed } from './backend-renamed.ts';
import { badVersion } from './bad-version.ts';
import { delayLeftBehind } from './delay-left-behind.ts';
import { egressBlocked } from './egress-blocked.ts';
import { ejectedHosts } from './ejected-hosts.ts';
import { extensionUnfetched } from './extension-unfetched.ts';
import { faultLeftBehind } from './fault-left-behind.ts';
import { filterRefused } from './filter-refused.ts';
import { gatewayRouteMissing } from './gateway-route-missing.ts';
import { grpcPortNamedHttp } from './grpc-port-named-http.ts';
import { grpcUnavailable } from './grpc-unavailable.ts';
import type { Incident } from './incident.ts';
import { injectorGone } from './injector-gone.ts';
import { inventorySlow } from './inventory-slow.ts';
import { istiodDown } from './istiod-down.ts';
import { istiodStarved } from './istiod-starved.ts';
import { jwtExpired } from './jwt-expired.ts';
import { ledgerDenied } from './ledger-denied.ts';
import { mainframeCutOff } from './mainframe-cut-off.ts';
import { mainframeUpgraded } from './mainframe-upgraded.ts';
import { methodUnrouted } from './method-unrouted.ts';
import { missingSubset } from './missing-subset.ts';
import { misspeltHost } from './misspelt-host.ts';
import { mtlsMismatch } from './mtls-mismatch.ts';
import { nameGone } from './name-gone.ts';
import { namespaceDenied } from './namespace-denied.ts';
import { networkPolicy } from './network-policy.ts';
import { noCatchAll } from './no-catch-all.ts';
import { noEndpoints } from './no-endpoints.ts';
import { podBroken } from './pod-broken.ts';
import { poolOverflow } from './pool-overflow.ts';
import { portNamedHttp2 } from './port-named-http2.ts';
import { rateLimited } from './rate-limited.ts';
import { rbacDenied } from './rbac-denied.ts';
import { retryStorm } from './retry-storm.ts';
import { rewriteWrong } from './rewrite-wrong.ts';
import { routeToNowhere } from './route-to-nowhere.ts';
import { scaledToNone } from './scaled-to-none.ts';
import { selectorRenamed } from './selector-renamed.ts';
import { sidecarTooNarrow } from './sidecar-too-narrow.ts';
import { slowCalleeTimeout } from './slow-callee-timeout.ts';
import { storeDenied } from './store-denied.ts';
import { storeNamedHttp } from './store-named-http.ts';
import { storePlaintext } from './store-plaintext.ts';
import { streamsCut } from './streams-cut.ts';
import { subsetMislabelled } from './subset-mislabelled.ts';
import { tlsToPlainPort } from './tls-to-plain-port.ts';
import { tryTooShort } from './try-too-short.ts';
import { tunnelBarred } from './tunnel-barred.ts';
import { tunnelDenied } from './tunnel-denied.ts';
import { unmeshedCallee } from './unmeshed-callee.ts';
import { waypointDenied } from './waypoint-denied.ts';
import { waypointGone } from './waypoint-gone.ts';
import { wrongTargetPort } from './wrong-target-port.ts';

export const incidentNames = [
  'missing-subset',
  'misspelt-host',
  'no-endpoints',
  'mtls-mismatch',
  'unmeshed-callee',
  'pool-overflow',
  'bad-version',
  'slow-callee-timeout',
  'retry-storm',
  'rbac-denied',
  'jwt-expired',
  'fault-left-behind',
  'name-gone',
  'egress-blocked',
  'gateway-route-missing',
  'pod-broken',
  'grpc-unavailable',
  'ejected-hosts',
  'network-policy',
  'istiod-down',
  'ledger-denied',
  'mainframe-cut-off',
  'selector-renamed',
  'subset-mislabelled',
  'route-to-nowhere',
  'no-catch-all',
  'wrong-target-port',
  'tls-to-plain-port',
  'namespace-denied',
  'audience-changed',
  'authorizer-gone',
  'scaled-to-none',
  'sidecar-too-narrow',
  'store-denied',
  'delay-left-behind',
  'inventory-slow',
  'rate-limited',
  'port-named-http2',
  'grpc-port-named-http',
  'store-named-http',
  'mainframe-upgraded',
  'extension-unfetched',
  'streams-cut',
  'method-unrouted',
  'try-too-short',
  'backend-renamed',
  'rewrite-wrong',
  'store-plaintext',
  'injector-gone',
  'filter-refused',
  'istiod-starved',
  'waypoint-gone',
  'waypoint-denied',
  'tunnel-denied',
  'tunnel-barred',
] as const;
export type IncidentName = (typeof incidentNames)[number];

/** Every incident by its name. */
export const incidents: Readonly<Record<IncidentName, Incident>> = {
  'missing-subset': missingSubset,
  'misspelt-host': misspeltHost,
  'no-endpoints': noEndpoints,
  'mtls-mismatch': mtlsMismatch,
  'unmeshed-callee': unmeshedCallee,
  'pool-overflow': poolOverflow,
  'bad-version': badVersion,
  'slow-callee-timeout': slowCalleeTimeout,
  'retry-storm': retryStorm,
  'rbac-denied': rbacDenied,
  'jwt-expired': jwtExpired,
  'fault-left-behind': faultLeftBehind,
  'egress-blocked': egressBlocked,
  'gateway-route-missing': gatewayRouteMissing,
  'pod-broken': podBroken,
  'grpc-unavailable': grpcUnavailable,
  'ejected-hosts': ejectedHosts,
  'network-policy': networkPolicy,
  'istiod-down': istiodDown,
  'ledger-denied': ledgerDenied,
  'mainframe-cut-off': mainframeCutOff,
  'selector-renamed': selectorRenamed,
  'subset-mislabelled': subsetMislabelled,
  'route-to-nowhere': routeToNowhere,
  'no-catch-all': noCatchAll,
  'wrong-target-port': wrongTargetPort,
  'tls-to-plain-port': tlsToPlainPort,
  'namespace-denied': namespaceDenied,
  'audience-changed': audienceChanged,
  'authorizer-gone': authorizerGone,
  'scaled-to-none': scaledToNone,
  'sidecar-too-narrow': sidecarTooNarrow,
  'store-denied': storeDenied,
  'delay-left-behind': delayLeftBehind,
  'inventory-slow': inventorySlow,
  'rate-limited': rateLimited,
  'port-named-http2': portNamedHttp2,
  'grpc-port-named-http': grpcPortNamedHttp,
  'store-named-http': storeNamedHttp,
  'mainframe-upgraded': mainframeUpgraded,
  'name-gone': nameGone,
  'extension-unfetched': extensionUnfetched,
  'streams-cut': streamsCut,
  'method-unrouted': methodUnrouted,
  'try-too-short': tryTooShort,
  'backend-renamed': backendRenamed,
  'rewrite-wrong': rewriteWrong,
  'store-plaintext': storePlaintext,
  'injector-gone': injectorGone,
  'filter-refused': filterRefused,
  'istiod-starved': istiodStarved,
  'waypoint-gone': waypointGone,
  'waypoint-denied': waypointDenied,
  'tunnel-denied': tunnelDenied,
  'tunnel-barred': tunnelBarred,
};

/** The incidents that a mesh has the objects for. */
export const incidentNamesOf = (mesh: string): IncidentName[] =>
  incidentNames.filter((name) => incidents[name].meshes.some((known) => known === mesh));
