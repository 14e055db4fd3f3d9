import { atomic, byDefault, each, keyed, type Overlay, set } from './overlay-entry.ts';

const gateway = 'io.k8s.networking.gateway';
const v1 = `${gateway}.v1`;
const x = 'io.x-k8s.networking.gateway.v1alpha1';

const serviceReference = { group: byDefault(''), kind: byDefault('Service') };
const secretReference = { group: byDefault(''), kind: byDefault('Secret') };
const everyPath = { type: 'PathPrefix', value: '/' };
const headers = { ...each('add set', keyed('name')), remove: set };
const route = { parentRefs: atomic, rules: atomic };
const sessions = { type: byDefault('Cookie') };

const waiting = (type: string) => ({
  lastTransitionTime: '1970-01-01T00:00:00Z',
  message: 'Waiting for controller',
  reason: 'Pending',
  status: 'Unknown',
  type,
});
const pending = (...types: string[]) => byDefault({ conditions: types.map(waiting) });

const gateways: Overlay = {
  [`${v1}.PortNumber`]: { '.': { type: 'integer', format: 'int32', minimum: 1, maximum: 65_535 } },
  [`${v1}.GatewayClass`]: { status: pending('Accepted') },
  [`${v1}.Gateway`]: { status: pending('Accepted', 'Programmed') },
  [`${gateway}.v1beta1.GatewayClass`]: { status: pending('Accepted') },
  [`${gateway}.v1beta1.Gateway`]: { status: pending('Accepted', 'Programmed') },
  [`${v1}.ListenerSet`]: { status: pending('Accepted', 'Programmed') },
  [`${v1}.GatewaySpec`]: { addresses: atomic, listeners: keyed('name') },
  [`${v1}.GatewaySpecAddress`]: { type: byDefault('IPAddress') },
  [`${v1}.GatewayStatus`]: { addresses: atomic, conditions: keyed('type'), listeners: keyed('name') },
  [`${v1}.ListenerStatus`]: { conditions: keyed('type'), supportedKinds: atomic },
  [`${v1}.GatewayClassStatus`]: { conditions: keyed('type') },
  [`${v1}.Listener`]: { allowedRoutes: byDefault({ namespaces: { from: 'Same' } }) },
  [`${v1}.ListenerEntry`]: { allowedRoutes: byDefault({ namespaces: { from: 'Same' } }) },
  [`${v1}.AllowedRoutes`]: { kinds: atomic, namespaces: byDefault({ from: 'Same' }) },
  [`${v1}.RouteNamespaces`]: { from: { type: 'string', default: 'Same', enum: ['All', 'Selector', 'Same'] } },
  [`${v1}.AllowedListeners`]: { namespaces: byDefault({ from: 'None' }) },
  [`${v1}.ListenerNamespaces`]: {
    from: { type: 'string', default: 'None', enum: ['All', 'Selector', 'Same', 'None'] },
  },
  [`${v1}.RouteGroupKind`]: { group: byDefault('gateway.networking.k8s.io') },
  [`${v1}.ListenerTLSConfig`]: { certificateRefs: atomic, mode: byDefault('Terminate') },
  [`${v1}.SecretObjectReference`]: secretReference,
  [`${v1}.FrontendTLSConfig`]: { perPort: keyed('port') },
  [`${v1}.FrontendTLSValidation`]: { caCertificateRefs: atomic, mode: byDefault('AllowValidOnly') },
  [`${v1}.ListenerSetSpec`]: { listeners: keyed('name') },
  [`${v1}.ListenerSetStatus`]: { conditions: keyed('type'), listeners: keyed('name') },
  [`${v1}.ListenerEntryStatus`]: { conditions: keyed('type'), supportedKinds: atomic },
  [`${v1}.ParentGatewayReference`]: {
    group: byDefault('gateway.networking.k8s.io'),
    kind: byDefault('Gateway'),
  },
  [`${v1}.ReferenceGrantSpec`]: { ...each('from to', atomic) },
};

const routes: Overlay = {
  [`${v1}.ParentReference`]: { group: byDefault('gateway.networking.k8s.io'), kind: byDefault('Gateway') },
  [`${v1}.HTTPRouteSpec`]: {
    ...route,
    hostnames: atomic,
    rules: { ...atomic, default: [{ matches: [{ path: everyPath }] }] },
  },
  [`${v1}.HTTPRouteRule`]: {
    ...each('backendRefs filters', atomic),
    matches: { ...atomic, default: [{ path: everyPath }] },
  },
  [`${v1}.HTTPRouteMatch`]: { path: byDefault(everyPath), ...each('headers queryParams', keyed('name')) },
  [`${v1}.HTTPPathMatch`]: { type: byDefault('PathPrefix'), value: byDefault('/') },
  [`${v1}.HTTPHeaderMatch`]: { type: byDefault('Exact') },
  [`${v1}.HTTPQueryParamMatch`]: { type: byDefault('Exact') },
  [`${v1}.HTTPHeaderFilter`]: headers,
  [`${v1}.HTTPRequestRedirectFilter`]: { statusCode: byDefault(302) },
  [`${v1}.HTTPCORSFilter`]: {
    ...each('allowHeaders allowMethods allowOrigins exposeHeaders', set),
    maxAge: byDefault(5),
  },
  [`${v1}.HTTPRouteRetry`]: { codes: set },
  [`${v1}.HTTPBackendRef`]: {
    ...serviceReference,
    weight: { default: 1, minimum: 0, maximum: 1_000_000 },
    filters: atomic,
  },
  [`${v1}.BackendRef`]: { ...serviceReference, weight: { default: 1, minimum: 0, maximum: 1_000_000 } },
  [`${v1}.BackendObjectReference`]: serviceReference,
  [`${v1}.Fraction`]: { denominator: byDefault(100) },
  [`${v1}.SessionPersistence`]: sessions,
  [`${v1}.CookieConfig`]: { lifetimeType: byDefault('Session') },
  [`${v1}.GRPCRouteSpec`]: { ...route, hostnames: atomic },
  [`${v1}.GRPCRouteRule`]: { ...each('backendRefs filters matches', atomic) },
  [`${v1}.GRPCRouteMatch`]: { headers: keyed('name') },
  [`${v1}.GRPCHeaderMatch`]: { type: byDefault('Exact') },
  [`${v1}.GRPCMethodMatch`]: { type: byDefault('Exact') },
  [`${v1}.GRPCBackendRef`]: {
    ...serviceReference,
    weight: { default: 1, minimum: 0, maximum: 1_000_000 },
    filters: atomic,
  },
  [`${v1}.TLSRouteSpec`]: { ...route, hostnames: atomic },
  [`${v1}.TLSRouteRule`]: { backendRefs: atomic },
  [`${gateway}.v1alpha2.TLSRouteSpec`]: { ...route, hostnames: atomic },
  [`${gateway}.v1alpha2.TCPRouteSpec`]: route,
  [`${gateway}.v1alpha2.TCPRouteRule`]: { backendRefs: atomic },
  [`${gateway}.v1alpha2.UDPRouteSpec`]: route,
  [`${gateway}.v1alpha2.UDPRouteRule`]: { backendRefs: atomic },
  [`${v1}.RouteParentStatus`]: { conditions: keyed('type') },
  [`${v1}.HTTPRouteStatus`]: { parents: atomic },
  [`${v1}.GRPCRouteStatus`]: { parents: atomic },
};

const oneOf = (values: string) => ({ type: 'string' as const, enum: values.split(' ') });
const grpcFilters = 'ResponseHeaderModifier RequestHeaderModifier RequestMirror ExtensionRef';
const httpFilters =
  'RequestHeaderModifier ResponseHeaderModifier RequestMirror RequestRedirect URLRewrite ExtensionRef CORS ExternalAuth';

const filters: Overlay = {
  [`${v1}.HTTPRouteFilter`]: { type: oneOf(httpFilters) },
  [`${v1}.GRPCRouteFilter`]: { type: oneOf(grpcFilters) },
  [`${v1}.HTTPPathModifier`]: { type: oneOf('ReplaceFullPath ReplacePrefixMatch') },
  [`${v1}.HTTPExternalAuthFilter`]: { protocol: oneOf('HTTP GRPC') },
  [`${v1}.HTTPAuthConfig`]: { ...each('allowedHeaders allowedResponseHeaders', set) },
  [`${v1}.GRPCAuthConfig`]: { allowedHeaders: set },
};

const policies: Overlay = {
  [`${v1}.BackendTLSPolicySpec`]: { targetRefs: atomic },
  [`${v1}.BackendTLSPolicyValidation`]: { ...each('caCertificateRefs subjectAltNames', atomic) },
  [`${v1}.PolicyStatus`]: { ancestors: atomic },
  [`${v1}.PolicyAncestorStatus`]: { conditions: keyed('type') },
  [`${x}.BackendTrafficPolicySpec`]: { targetRefs: keyed('group', 'kind', 'name') },
  [`${x}.BudgetDetails`]: { interval: byDefault('10s'), percent: byDefault(20) },
  [`${x}.RetryConstraint`]: {
    budget: byDefault({ interval: '10s', percent: 20 }),
    minRetryRate: byDefault({ count: 10, interval: '1s' }),
  },
  [`${x}.MeshStatus`]: { conditions: keyed('type') },
};

/** The Gateway API's list types and defaults, as its CustomResourceDefinitions give them. */
export const gatewayOverlay: Overlay = { ...gateways, ...routes, ...filters, ...policies };
