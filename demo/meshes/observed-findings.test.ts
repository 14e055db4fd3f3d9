import { expect, test } from 'vitest';
import { type IncidentName, incidentNames, incidents } from '#demo/incidents/all.ts';
import { checkObserved } from '#lib/validation/observed/check-observed.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { type MeshName, meshNamed, meshNames } from './all.ts';
import { objectsInCluster } from './testing/objects-in-cluster.ts';
import { observeMesh } from './testing/observe-mesh.ts';

/** Findings above Info of a mesh that has lived for some minutes, as declared and as observed. */
function found(mesh: MeshName, incident?: IncidentName): string[] {
  const objects = objectsInCluster(
    meshNamed(mesh, { services: mesh === 'generated' ? 300 : null, seed: 3 }),
    incident && incidents[incident],
  );
  const observed = observeMesh(objects);
  return [...validateMesh(observed.snapshot), ...checkObserved(observed).findings]
    .filter(({ level }) => level !== 'info')
    .map(({ code, object, path }) =>
      `${code} ${object.kind} ${object.namespace}/${object.name} ${path}`.trim(),
    );
}

/** Three hundred services for seven minutes take some seconds where others work too. */
const slow = 30_000;

test.each(meshNames)(
  '%s, healthy and with its traffic, has no finding above Info',
  (name) => {
    expect(found(name)).toEqual([]);
  },
  slow,
);

/** What each incident that is a misconfiguration must be found by. */
const expected: Readonly<Record<IncidentName, readonly string[] | string>> = {
  'missing-subset': [
    'IST0101 VirtualService shop/product spec.http[0].route[1].destination.subset',
    'WEFT0227 VirtualService shop/product spec.http[0].route[1].weight',
  ],
  'misspelt-host': ['IST0174 DestinationRule shop/cart-circuit-breaker spec.host'],
  'mtls-mismatch': ['WEFT1020 DestinationRule shop/cart-plaintext spec.trafficPolicy.tls.mode'],
  'unmeshed-callee': ['WEFT0205 DestinationRule shop/auth-mutual spec.trafficPolicy.tls.mode'],
  'pool-overflow': ['WEFT0223 DestinationRule shop/product spec.trafficPolicy.connectionPool'],
  'slow-callee-timeout': ['WEFT0221 VirtualService shop-payments/payment spec.http[0].retries.perTryTimeout'],
  'retry-storm': ['WEFT0225 VirtualService shop-stock/inventory-retries spec.http[0].retries'],
  'rbac-denied': [
    'WEFT0232 AuthorizationPolicy shop-payments/payment-callers spec.rules[0].from[0].source.principals[0]',
  ],
  'jwt-expired': ['WEFT0233 RequestAuthentication shop/order-customer-tokens spec.jwtRules'],
  'fault-left-behind': ['WEFT0220 VirtualService shop/cart-game-day spec.http[0].fault'],
  'egress-blocked': ['WEFT0228 Deployment shop-payments/payment'],
  'gateway-route-missing': ['IST0101 VirtualService shop/shop-entrance spec.gateways[0]'],
  'ejected-hosts': [
    'WEFT0226 DestinationRule shop/product spec.trafficPolicy.outlierDetection.maxEjectionPercent',
  ],
  'network-policy': ['WEFT0234 NetworkPolicy shop-payments/payment-callers spec.ingress'],
  'ledger-denied': [
    'IST0101 AuthorizationPolicy bank-core/ledger-writers spec.rules[0].from[0].source.namespaces[0]',
    'WEFT0232 AuthorizationPolicy bank-core/ledger-writers spec.rules[0].from[0].source.namespaces[0]',
  ],
  'mainframe-cut-off': ['WEFT0234 NetworkPolicy bank-core/ledger-stays-inside spec.egress'],
  'no-endpoints': 'the probe of the application fails',
  'bad-version': 'the application is broken',
  'pod-broken': 'one pod is broken',
  'grpc-unavailable': 'the application is broken',
  'istiod-down': 'the control plane is down',
  'subset-mislabelled': ['IST0173 DestinationRule shop/product spec.subsets[1]'],
  'route-to-nowhere': ['IST0101 VirtualService shop/cart-move spec.http[0].route[0].destination.host'],
  'tls-to-plain-port': ['IST0128 DestinationRule shop/order-tls spec.trafficPolicy.tls'],
  'store-denied': [
    'WEFT1005 AuthorizationPolicy shop-data/cart-redis-callers spec.rules[0].from[0].source.principals[0]',
  ],
  'selector-renamed': 'a Service may select nothing on purpose; the diagnosis tells',
  'no-catch-all': 'a route may refuse the rest on purpose; the diagnosis tells',
  'wrong-target-port': 'containers need not declare their ports; the diagnosis tells',
  'namespace-denied': 'to deny is what the policy says; the diagnosis tells',
  'audience-changed': 'which audiences tokens have is not known; the diagnosis tells',
  'authorizer-gone': 'providers may be configured elsewhere; the diagnosis tells',
  'scaled-to-none': 'it may be meant; the diagnosis tells',
  'sidecar-too-narrow': 'it may be meant; the diagnosis tells',
  'delay-left-behind': ['WEFT0220 VirtualService shop/auth-slow-day spec.http[0].fault'],
  'inventory-slow': 'the application is slow',
  'rate-limited': 'to limit is what the filter says; the diagnosis tells',
  'port-named-http2': 'what the application speaks is in no object; the diagnosis tells',
  'grpc-port-named-http': 'what the application speaks is in no object; the diagnosis tells',
  'store-named-http': 'what the application speaks is in no object; the diagnosis tells',
  'mainframe-upgraded': 'what a host outside speaks is in no object; the diagnosis tells',
  'name-gone': 'what DNS knows is in no object; the diagnosis tells',
  'extension-unfetched': 'what a registry holds is in no object; the diagnosis tells',
  'streams-cut': 'it may be meant; the diagnosis tells',
  'method-unrouted': 'a route may refuse the rest on purpose; the diagnosis tells',
  'try-too-short': ['WEFT0221 VirtualService shop-payments/payment spec.http[0].retries.perTryTimeout'],
  'backend-renamed': ['WEFT1121 HTTPRoute shop/auth-next spec.rules[0].backendRefs[0].name'],
  'rewrite-wrong': 'which paths an application knows is in no object; the diagnosis tells',
  'store-plaintext': ['WEFT1020 DestinationRule shop-data/cart-redis-plain spec.trafficPolicy.tls.mode'],
  'injector-gone': 'a webhook may be served from elsewhere; the diagnosis tells',
  'filter-refused': 'what Envoy takes is not checked; the diagnosis tells',
  'istiod-starved': 'the control plane is short of CPU',
  'waypoint-gone': [],
  'waypoint-denied': [],
  'tunnel-denied': [],
  'tunnel-barred': 'ports of a NetworkPolicy may be meant for others; the diagnosis tells',
};

const misconfigurations = incidentNames.filter((name) => typeof expected[name] !== 'string');

test.each(misconfigurations)('%s gets its finding', (name) => {
  for (const mesh of incidents[name].meshes)
    expect(found(mesh, name)).toEqual(expect.arrayContaining([...expected[name]]));
});
