import { objectKey } from '#lib/core/object-ref.ts';
import type { BackendRef, K8sRoute, K8sRouteRule, ParentRef } from '#lib/istio/gateway-api-types.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { objects, refOf } from './objects.ts';
import { declaredShares, type Route, type RouteRule, type RouteTarget } from './route.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const protocols = { HTTPRoute: 'http', GRPCRoute: 'grpc', TLSRoute: 'tls', TCPRoute: 'tcp' } as const;
type RouteKind = keyof typeof protocols;
const routeKinds: readonly RouteKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

/** The routes that Gateway API objects make: one for the mesh (parents that are Services), one for gateways. */
export function* gatewayApiRoutes(cluster: ClusterSnapshot): Generator<Route> {
  for (const kind of routeKinds) {
    for (const route of objects(cluster, kind)) {
      const parents = route.spec?.parentRefs ?? [];
      const services = parents.filter(
        (parent) => parent.kind === 'Service' && (parent.group ?? '') !== 'gateway.networking.k8s.io',
      );
      const gateways = parents.filter((parent) => (parent.kind ?? 'Gateway') === 'Gateway');
      for (const service of services) yield meshRoute(cluster, kind, route, service);
      if (gateways.length > 0) yield gatewayRoute(cluster, kind, route, gateways);
    }
  }
}

function base(cluster: ClusterSnapshot, kind: RouteKind, route: K8sRoute) {
  const namespace = route.metadata.namespace ?? '';
  return {
    object: refOf(cluster, kind, route),
    root: objectKey(refOf(cluster, kind, route)),
    rules: (route.spec?.rules ?? []).map((rule, index) => ruleOf(rule, index, protocols[kind], namespace)),
    changedAt: changedAt(route.metadata),
    createdAt: route.metadata.creationTimestamp ?? '',
  };
}

/** A route in the Service's own namespace holds for every caller, one elsewhere only for callers of its namespace (GAMMA). */
function meshRoute(cluster: ClusterSnapshot, kind: RouteKind, route: K8sRoute, parent: ParentRef): Route {
  const namespace = route.metadata.namespace ?? '';
  const serviceNamespace = parent.namespace ?? namespace;
  return {
    ...base(cluster, kind, route),
    hosts: [serviceFqdn(parent.name, serviceNamespace)],
    mesh: true,
    gateways: [],
    visibleTo: (viewer) => serviceNamespace === namespace || viewer === namespace,
  };
}

function gatewayRoute(
  cluster: ClusterSnapshot,
  kind: RouteKind,
  route: K8sRoute,
  parents: readonly ParentRef[],
): Route {
  const namespace = route.metadata.namespace ?? '';
  return {
    ...base(cluster, kind, route),
    hosts: route.spec?.hostnames ?? ['*'],
    mesh: false,
    gateways: parents.map((parent) => `k8s:${parent.namespace ?? namespace}/${parent.name}`),
    visibleTo: () => true,
  };
}

function ruleOf(
  rule: K8sRouteRule,
  index: number,
  protocol: RouteRule['protocol'],
  namespace: string,
): RouteRule {
  const matches = rule.matches ?? [];
  return {
    index,
    protocol,
    path: `spec.rules[${index}]`,
    name: rule.name ?? null,
    catchAll: matches.length === 0 || matches.some(isEmptyMatch),
    targets: targetsOf(rule.backendRefs ?? [], namespace),
    reachableBy: () => true,
    written: { api: 'gateway', namespace, rule },
  };
}

/** No condition, or the default the API server fills in: every path. */
function isEmptyMatch(match: Readonly<Record<string, unknown>>): boolean {
  const { path, ...rest } = match;
  return (
    Object.keys(rest).length === 0 && (path === undefined || JSON.stringify(path).includes('"value":"/"'))
  );
}

function targetsOf(backends: readonly BackendRef[], namespace: string): readonly RouteTarget[] {
  const weights = backends.map((backend) => backend.weight ?? 1);
  const shares = declaredShares(weights);
  return backends.map((backend, index) => ({
    index,
    host:
      backend.kind === 'Hostname' ? backend.name : serviceFqdn(backend.name, backend.namespace ?? namespace),
    namespace,
    subset: null,
    port: backend.port ?? null,
    weight: weights[index] ?? 0,
    declared: shares[index] ?? null,
  }));
}
