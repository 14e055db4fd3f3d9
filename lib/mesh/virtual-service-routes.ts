import { objectKey } from '#lib/core/object-ref.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import type {
  HttpMatch,
  HttpRule,
  L4Match,
  L4Rule,
  RouteDestination,
  VirtualService,
} from '#lib/istio/networking-types.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objectAt, objects, refOf } from './objects.ts';
import { declaredShares, type Route, type RouteCaller, type RouteRule, type RouteTarget } from './route.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { isExportedTo } from './visible.ts';

/** The routes that VirtualServices make, delegates seen through their roots. Delegates alone (no hosts) make none. */
export function* virtualServiceRoutes(cluster: ClusterSnapshot): Generator<Route> {
  for (const service of objects(cluster, 'VirtualService')) {
    if ((service.spec?.hosts ?? []).length === 0) continue;
    yield routeOf(cluster, service, service);
    for (const delegate of delegatesOf(cluster, service)) yield routeOf(cluster, delegate, service);
  }
}

function routeOf(cluster: ClusterSnapshot, service: VirtualService, root: VirtualService): Route {
  const namespace = service.metadata.namespace ?? '';
  const rootNamespace = root.metadata.namespace ?? '';
  const gateways = gatewayNames(root.spec?.gateways ?? ['mesh'], rootNamespace);
  const fallback = meshConfigOf(cluster).defaultVirtualServiceExportTo;
  return {
    object: refOf(cluster, 'VirtualService', service),
    root: objectKey(refOf(cluster, 'VirtualService', root)),
    hosts: (root.spec?.hosts ?? []).map((host) => fullHost(host, rootNamespace)),
    rules: rulesOf(service, namespace, rootNamespace),
    changedAt: changedAt(service.metadata),
    createdAt: root.metadata.creationTimestamp ?? '',
    mesh: gateways.includes('mesh'),
    gateways: gateways.filter((gateway) => gateway !== 'mesh'),
    visibleTo: (viewer) => isExportedTo(root.spec?.exportTo, fallback, rootNamespace, viewer),
  };
}

function delegatesOf(cluster: ClusterSnapshot, root: VirtualService): readonly VirtualService[] {
  const rootNamespace = root.metadata.namespace ?? '';
  const found = new Map<string, VirtualService>();
  for (const { delegate } of root.spec?.http ?? []) {
    if (delegate?.name === undefined) continue;
    const namespace = delegate.namespace ?? rootNamespace;
    const service = objectAt(cluster, 'VirtualService', namespace, delegate.name);
    if (service !== null) found.set(`${namespace}/${delegate.name}`, service);
  }
  return [...found.values()];
}

function rulesOf(service: VirtualService, namespace: string, rootNamespace: string): readonly RouteRule[] {
  const { http = [], tls = [], tcp = [] } = service.spec ?? {};
  const of = (protocol: 'http' | 'tls' | 'tcp') => (rule: HttpRule | L4Rule, index: number) =>
    ruleOf(rule, index, protocol, namespace, rootNamespace);
  return [...http.map(of('http')), ...tls.map(of('tls')), ...tcp.map(of('tcp'))];
}

function ruleOf(
  rule: HttpRule | L4Rule,
  index: number,
  protocol: 'http' | 'tls' | 'tcp',
  namespace: string,
  rootNamespace: string,
): RouteRule {
  const matches: readonly (HttpMatch | L4Match)[] = rule.match ?? [];
  return {
    index,
    protocol,
    path: `spec.${protocol}[${index}]`,
    name: 'name' in rule ? (rule.name ?? null) : null,
    catchAll: matches.length === 0,
    targets: targetsOf(rule.route ?? [], namespace),
    reachableBy: (caller) =>
      matches.length === 0 || matches.some((match) => canMatch(match, caller, rootNamespace, protocol)),
    written: protocol === 'http' ? { api: 'istio', namespace, rule } : null,
  };
}

function targetsOf(route: readonly RouteDestination[], namespace: string): readonly RouteTarget[] {
  const only = route.length === 1;
  // A lone destination takes everything whatever its weight says.
  const weights = route.map(({ weight }) => (only ? weight || 100 : (weight ?? 0)));
  const shares = declaredShares(weights);
  return route.map(({ destination }, index) => ({
    index,
    host: fullHost(destination?.host ?? '', namespace),
    namespace,
    subset: destination?.subset || null,
    port: destination?.port?.number ?? null,
    weight: weights[index] ?? 0,
    declared: shares[index] ?? null,
  }));
}

/**
 * Where a match of HTTP names gateways its source conditions are not looked at; without, they are compared with the proxy's own
 * labels and namespace, a gateway's too (sourceMatchHTTP, istio/istio pilot/pkg/networking/core/route 86c9f01f). Those of TLS and
 * TCP have to hold all (matchTCP, matchTLS).
 */
function canMatch(
  match: HttpMatch | L4Match,
  caller: RouteCaller,
  rootNamespace: string,
  protocol: 'http' | 'tls' | 'tcp',
): boolean {
  if (match.gateways !== undefined && match.gateways.length > 0) {
    const named = gatewayNames(match.gateways, rootNamespace);
    const bound = named.some((gateway) => caller.gateways?.includes(gateway) ?? gateway === 'mesh');
    if (!bound || protocol === 'http') return bound;
  }
  if (match.sourceNamespace && match.sourceNamespace !== caller.namespace) return false;
  return caller.labels === null || matchesLabels(match.sourceLabels ?? {}, caller.labels);
}

/** Names of Gateways as a VirtualService writes them → `namespace/name`; `mesh` stays. */
function gatewayNames(names: readonly string[], namespace: string): readonly string[] {
  return names.map((name) => (name === 'mesh' || name.includes('/') ? name : `${namespace}/${name}`));
}
