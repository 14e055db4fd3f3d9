import type { IncidentName } from '#demo/incidents/all.ts';
import type { CauseCode } from '#lib/diagnosis/catalogue.ts';

/** The cause that stands first, and the object it lies in: `Kind namespace/name`. */
export type Answer = readonly [code: CauseCode, object: string];

/** What each incident must be told by; null where it harms nothing that is seen. */
export const expected: Readonly<Record<IncidentName, Answer | null>> = {
  'missing-subset': ['missing-subset', 'VirtualService shop/product'],
  'no-endpoints': ['no-ready-endpoints', 'Deployment shop/order'],
  'mtls-mismatch': ['plaintext-to-strict', 'DestinationRule shop/cart-plaintext'],
  'unmeshed-callee': ['mtls-to-unmeshed', 'DestinationRule shop/auth-mutual'],
  'pool-overflow': ['pool-overflow', 'DestinationRule shop/product'],
  'bad-version': ['application-errors', 'Deployment shop/product-v2'],
  'slow-callee-timeout': ['route-timeout', 'VirtualService shop-payments/payment'],
  // The application fails; that retries make it worse is told beside.
  'retry-storm': ['application-errors', 'Deployment shop-stock/inventory'],
  'rbac-denied': ['authorization-denied', 'AuthorizationPolicy shop-payments/payment-callers'],
  'jwt-expired': ['jwt-refused', 'RequestAuthentication shop/order-customer-tokens'],
  'fault-left-behind': ['fault-injected', 'VirtualService shop/cart-game-day'],
  'egress-blocked': ['egress-blocked', 'ConfigMap istio-system/istio'],
  'gateway-route-missing': ['route-at-no-gateway', 'VirtualService shop/shop-entrance'],
  'pod-broken': ['application-errors', 'Deployment shop/product-v1'],
  'grpc-unavailable': ['application-errors', 'Deployment shop-stock/inventory'],
  'ejected-hosts': ['hosts-ejected', 'DestinationRule shop/product'],
  'network-policy': ['network-barred', 'NetworkPolicy shop-payments/payment-callers'],
  'istiod-down': ['istiod-down', 'Deployment istio-system/istiod'],
  'ledger-denied': ['authorization-denied', 'AuthorizationPolicy bank-core/ledger-writers'],
  // No request fails by it: it is a finding, and no answer to anything.
  'misspelt-host': null,
  'mainframe-cut-off': ['network-barred', 'NetworkPolicy bank-core/ledger-stays-inside'],
  'selector-renamed': ['service-selects-nothing', 'Service shop/cart'],
  'subset-mislabelled': ['subset-without-pods', 'DestinationRule shop/product'],
  'route-to-nowhere': ['unknown-destination', 'VirtualService shop/cart-move'],
  'no-catch-all': ['no-matching-rule', 'VirtualService shop/auth-logins'],
  'wrong-target-port': ['port-refused', 'Service shop/order'],
  'tls-to-plain-port': ['tls-origination', 'DestinationRule shop/order-tls'],
  'namespace-denied': ['authorization-denied', 'AuthorizationPolicy shop/order-not-from-shop'],
  'audience-changed': ['jwt-refused', 'RequestAuthentication shop/order-customer-tokens'],
  'authorizer-gone': ['external-authorization', 'AuthorizationPolicy shop/order-asks-opa'],
  'scaled-to-none': ['no-ready-endpoints', 'Deployment shop/auth'],
  'sidecar-too-narrow': ['host-out-of-scope', 'Sidecar shop/default'],
  'store-denied': ['connection-denied-behind', 'AuthorizationPolicy shop-data/cart-redis-callers'],
  'delay-left-behind': ['fault-injected', 'VirtualService shop/auth-slow-day'],
  'inventory-slow': ['callee-slow', 'Deployment shop-stock/inventory'],
  'rate-limited': ['rate-limited', 'EnvoyFilter shop/cart-rate-limit'],
  'port-named-http2': ['protocol-mismatch', 'Service shop/cart'],
  'grpc-port-named-http': ['protocol-mismatch', 'Service shop-stock/inventory'],
  'store-named-http': ['protocol-mismatch', 'Service shop-data/cart-redis'],
  'mainframe-upgraded': ['protocol-mismatch', 'DestinationRule bank-core/mainframe-http2'],
  'name-gone': ['name-not-resolved', 'ServiceEntry shop-payments/card-processor'],
  'extension-unfetched': ['extension-missing', 'WasmPlugin shop/order-coupons'],
  'streams-cut': ['stream-limit', 'EnvoyFilter istio-ingress/idle-streams'],
  'method-unrouted': ['no-matching-rule', 'VirtualService shop-stock/inventory-reads'],
  'try-too-short': ['route-timeout', 'VirtualService shop-payments/payment'],
  'backend-renamed': ['unknown-destination', 'HTTPRoute shop/auth-next'],
  'rewrite-wrong': ['rewrite-wrong', 'VirtualService shop/shop-entrance'],
  'store-plaintext': ['plaintext-behind', 'DestinationRule shop-data/cart-redis-plain'],
  'injector-gone': ['injector-down', 'MutatingWebhookConfiguration /istio-sidecar-injector'],
  'filter-refused': ['configuration-rejected', 'EnvoyFilter shop/product-rate-limit'],
  'istiod-starved': ['configuration-late', 'Deployment istio-system/istiod'],
  'waypoint-gone': ['waypoint-missing', 'Namespace /tickets'],
  'waypoint-denied': ['authorization-denied', 'AuthorizationPolicy tickets/bookings-callers'],
  'tunnel-denied': ['authorization-denied', 'AuthorizationPolicy tickets/bookings-db-callers'],
  'tunnel-barred': ['network-barred', 'NetworkPolicy tickets/bookings-db-network'],
};

/** Incidents that go on at the same time in one mesh: both must be told, before anything else. */
export const together: readonly (readonly [IncidentName, IncidentName])[] = [
  ['mtls-mismatch', 'rbac-denied'],
  ['fault-left-behind', 'pool-overflow'],
  ['bad-version', 'network-policy'],
  ['jwt-expired', 'unmeshed-callee'],
  ['rate-limited', 'name-gone'],
  ['rewrite-wrong', 'store-named-http'],
  ['port-named-http2', 'try-too-short'],
];
