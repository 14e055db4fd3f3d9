import type { IncidentName } from '#demo/incidents/all.ts';
import type { CauseCode } from '#lib/diagnosis/catalogue.ts';

/** The cause that stands first, and the object it lies in: `Kind namespace/name`. */
export interface Answer {
  readonly code: CauseCode;
  readonly object: string;
}

/** What each incident must be told by; null where it harms nothing that is seen. */
export const expected: Readonly<Record<IncidentName, Answer | null>> = {
  'missing-subset': { code: 'missing-subset', object: 'VirtualService shop/product' },
  'no-endpoints': { code: 'no-ready-endpoints', object: 'Deployment shop/order' },
  'mtls-mismatch': { code: 'plaintext-to-strict', object: 'DestinationRule shop/cart-plaintext' },
  'unmeshed-callee': { code: 'mtls-to-unmeshed', object: 'DestinationRule shop/auth-mutual' },
  'pool-overflow': { code: 'pool-overflow', object: 'DestinationRule shop/product' },
  'bad-version': { code: 'application-errors', object: 'Deployment shop/product-v2' },
  'slow-callee-timeout': { code: 'route-timeout', object: 'VirtualService shop-payments/payment' },
  // The application fails; that retries make it worse is told beside.
  'retry-storm': { code: 'application-errors', object: 'Deployment shop-stock/inventory' },
  'rbac-denied': {
    code: 'authorization-denied',
    object: 'AuthorizationPolicy shop-payments/payment-callers',
  },
  'jwt-expired': { code: 'jwt-refused', object: 'RequestAuthentication shop/order-customer-tokens' },
  'fault-left-behind': { code: 'fault-injected', object: 'VirtualService shop/cart-game-day' },
  'egress-blocked': { code: 'egress-blocked', object: 'ConfigMap istio-system/istio' },
  'gateway-route-missing': { code: 'route-at-no-gateway', object: 'VirtualService shop/shop-entrance' },
  'pod-broken': { code: 'application-errors', object: 'Deployment shop/product-v1' },
  'grpc-unavailable': { code: 'application-errors', object: 'Deployment shop-stock/inventory' },
  'ejected-hosts': { code: 'hosts-ejected', object: 'DestinationRule shop/product' },
  'network-policy': { code: 'network-barred', object: 'NetworkPolicy shop-payments/payment-callers' },
  'istiod-down': { code: 'istiod-down', object: 'Deployment istio-system/istiod' },
  'ledger-denied': { code: 'authorization-denied', object: 'AuthorizationPolicy bank-core/ledger-writers' },
  // No request fails by it: it is a finding, and no answer to anything.
  'misspelt-host': null,
  'mainframe-cut-off': { code: 'network-barred', object: 'NetworkPolicy bank-core/ledger-stays-inside' },
  'selector-renamed': { code: 'service-selects-nothing', object: 'Service shop/cart' },
  'subset-mislabelled': { code: 'subset-without-pods', object: 'DestinationRule shop/product' },
  'route-to-nowhere': { code: 'unknown-destination', object: 'VirtualService shop/cart-move' },
  'no-catch-all': { code: 'no-matching-rule', object: 'VirtualService shop/auth-logins' },
  'wrong-target-port': { code: 'port-refused', object: 'Service shop/order' },
  'tls-to-plain-port': { code: 'tls-origination', object: 'DestinationRule shop/order-tls' },
  'namespace-denied': {
    code: 'authorization-denied',
    object: 'AuthorizationPolicy shop/order-not-from-shop',
  },
  'audience-changed': { code: 'jwt-refused', object: 'RequestAuthentication shop/order-customer-tokens' },
  'authorizer-gone': { code: 'external-authorization', object: 'AuthorizationPolicy shop/order-asks-opa' },
  'scaled-to-none': { code: 'no-ready-endpoints', object: 'Deployment shop/auth' },
  'sidecar-too-narrow': { code: 'host-out-of-scope', object: 'Sidecar shop/default' },
  'store-denied': {
    code: 'connection-denied-behind',
    object: 'AuthorizationPolicy shop-data/cart-redis-callers',
  },
  'delay-left-behind': { code: 'fault-injected', object: 'VirtualService shop/auth-slow-day' },
  'inventory-slow': { code: 'callee-slow', object: 'Deployment shop-stock/inventory' },
  'rate-limited': { code: 'rate-limited', object: 'EnvoyFilter shop/cart-rate-limit' },
  'port-named-http2': { code: 'protocol-mismatch', object: 'Service shop/cart' },
  'grpc-port-named-http': { code: 'protocol-mismatch', object: 'Service shop-stock/inventory' },
  'store-named-http': { code: 'protocol-mismatch', object: 'Service shop-data/cart-redis' },
  'mainframe-upgraded': { code: 'protocol-mismatch', object: 'DestinationRule bank-core/mainframe-http2' },
  'name-gone': { code: 'name-not-resolved', object: 'ServiceEntry shop-payments/card-processor' },
  'extension-unfetched': { code: 'extension-missing', object: 'WasmPlugin shop/order-coupons' },
  'streams-cut': { code: 'stream-limit', object: 'EnvoyFilter istio-ingress/idle-streams' },
  'method-unrouted': { code: 'no-matching-rule', object: 'VirtualService shop-stock/inventory-reads' },
  'try-too-short': { code: 'route-timeout', object: 'VirtualService shop-payments/payment' },
  'backend-renamed': { code: 'unknown-destination', object: 'HTTPRoute shop/auth-next' },
  'rewrite-wrong': { code: 'rewrite-wrong', object: 'VirtualService shop/shop-entrance' },
  'store-plaintext': { code: 'plaintext-behind', object: 'DestinationRule shop-data/cart-redis-plain' },
  'injector-gone': { code: 'injector-down', object: 'MutatingWebhookConfiguration /istio-sidecar-injector' },
  'filter-refused': { code: 'configuration-rejected', object: 'EnvoyFilter shop/product-rate-limit' },
  'istiod-starved': { code: 'configuration-late', object: 'Deployment istio-system/istiod' },
  'waypoint-gone': { code: 'waypoint-missing', object: 'Namespace /tickets' },
  'waypoint-denied': { code: 'authorization-denied', object: 'AuthorizationPolicy tickets/bookings-callers' },
  'tunnel-denied': {
    code: 'authorization-denied',
    object: 'AuthorizationPolicy tickets/bookings-db-callers',
  },
  'tunnel-barred': { code: 'network-barred', object: 'NetworkPolicy tickets/bookings-db-network' },
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
