import { matchesLabels } from '#lib/k8s/selector.ts';
import { derive } from './derive.ts';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import { gatewayApiRoutes } from './gateway-api-routes.ts';
import { objects } from './objects.ts';
import { resolveHost } from './resolve-host.ts';
import type { Route, RouteCaller, RouteRule, RouteTarget } from './route.ts';
import { type Mirror, mirrorsOf } from './rule-effects.ts';
import { selectWorkloads } from './select-workloads.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { virtualServiceRoutes } from './virtual-service-routes.ts';
import type { Workload } from './workloads.ts';

/** A rule that can send a caller's requests to a host, and the destinations in it that do. */
export interface ReachingRule {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly targets: readonly RouteTarget[];
}

/** All routes of a cluster, oldest first: among equals Istio keeps the oldest. */
export const routes: (cluster: ClusterSnapshot) => readonly Route[] = derive(
  ['VirtualService', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'ConfigMap'],
  (cluster) =>
    [...virtualServiceRoutes(cluster), ...gatewayApiRoutes(cluster)].sort((a, b) =>
      a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.object.name < b.object.name ? -1 : 1,
    ),
);

const byTargetHost = derive(
  ['VirtualService', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'ConfigMap'],
  (cluster) => {
    const reaching = routes(cluster).flatMap((route) =>
      route.rules.flatMap((rule) =>
        [...Map.groupBy(rule.targets, (target) => target.host)].map(([host, targets]) => ({
          host,
          reaching: { route, rule, targets },
        })),
      ),
    );
    return Map.groupBy(reaching, ({ host }) => host);
  },
);

/**
 * Every rule through which a caller's requests can arrive at `host` (a full name): telemetry names the host a request
 * was sent on to, so the route may be attached to another one. Empty where requests go there by default alone.
 */
export function rulesReaching(
  cluster: ClusterSnapshot,
  host: string,
  caller: RouteCaller,
): readonly ReachingRule[] {
  return (byTargetHost(cluster).get(host) ?? [])
    .map(({ reaching }) => reaching)
    .filter(({ route, rule }) => applies(cluster, route, caller) && rule.reachableBy(caller));
}

/** A rule that copies a caller's requests to a host, and how much of them. */
export interface MirroringRule {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly mirror: Mirror;
}

const mirrorsByHost = derive(['VirtualService', 'HTTPRoute', 'GRPCRoute', 'ConfigMap'], (cluster) => {
  const all = routes(cluster).flatMap((route) =>
    route.rules.flatMap((rule): MirroringRule[] =>
      rule.written === null
        ? []
        : mirrorsOf(rule.written, rule.path).map((mirror) => ({ route, rule, mirror })),
    ),
  );
  return Map.groupBy(all, ({ mirror }) => mirror.target.host);
});

/** Every rule that copies what a caller sends to `host` (a full name), wherever the requests themselves go. */
export function rulesMirroringTo(
  cluster: ClusterSnapshot,
  host: string,
  caller: RouteCaller,
): readonly MirroringRule[] {
  return (mirrorsByHost(cluster).get(host) ?? []).filter(
    ({ route, rule }) => applies(cluster, route, caller) && rule.reachableBy(caller),
  );
}

/** Routes attached to `host` that apply to a caller, oldest first. */
export function routesOfHost(cluster: ClusterSnapshot, host: string, caller: RouteCaller): readonly Route[] {
  return routes(cluster).filter((route) => route.hosts.includes(host) && applies(cluster, route, caller));
}

function applies(cluster: ClusterSnapshot, route: Route, caller: RouteCaller): boolean {
  if (caller.gateways !== null) return route.gateways.some((gateway) => caller.gateways?.includes(gateway));
  return route.mesh && route.visibleTo(caller.namespace) && !isShadowed(cluster, route, caller);
}

const meshRoutesByHost = derive(['VirtualService', 'ConfigMap'], (cluster) => {
  const pairs = routes(cluster)
    .filter((route) => route.mesh && route.object.kind === 'VirtualService')
    .flatMap((route) => route.hosts.map((host) => ({ host, route })));
  return Map.groupBy(pairs, ({ host }) => host);
});

/** In the mesh (unlike at gateways) VirtualServices of one host are not merged: the oldest visible one is used. */
function isShadowed(cluster: ClusterSnapshot, route: Route, caller: RouteCaller): boolean {
  if (route.object.kind !== 'VirtualService') return false;
  return route.hosts.every((host) => {
    const same = meshRoutesByHost(cluster).get(host) ?? [];
    const first = same.find((other) => other.route.visibleTo(caller.namespace))?.route;
    return first !== undefined && first.root !== route.root;
  });
}

/** The workloads a destination selects for a caller: those of its Service, narrowed by the subset's labels. */
export function targetWorkloads(
  cluster: ClusterSnapshot,
  target: Pick<RouteTarget, 'host' | 'namespace' | 'subset'>,
  caller: RouteCaller,
): readonly Workload[] {
  const resolved = resolveHost(cluster, target.host, target.namespace, caller.namespace);
  if (resolved?.kind !== 'service') return [];
  const behind = selectWorkloads(cluster, resolved.namespace, resolved.service.spec?.selector);
  if (target.subset === null) return behind;
  const rule = effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller);
  const subset = rule?.subsets.get(target.subset)?.subset;
  return subset === undefined ? [] : behind.filter((w) => matchesLabels(subset.labels ?? {}, w.labels));
}

/** How a workload sends: as a proxy of the mesh, or for the gateways whose selector or name it answers to. */
export function callerOf(cluster: ClusterSnapshot, workload: Workload): RouteCaller {
  const { namespace, labels } = workload;
  if (!workload.gateway) return { namespace, labels, gateways: null };
  return { namespace, labels, gateways: gatewaysServedBy(cluster, workload) };
}

function gatewaysServedBy(cluster: ClusterSnapshot, { namespace, labels }: Workload): readonly string[] {
  const served = [...objects(cluster, 'Gateway')]
    .filter((gateway) => matchesLabels(gateway.spec?.selector ?? {}, labels))
    .map((gateway) => `${gateway.metadata.namespace ?? ''}/${gateway.metadata.name}`);
  const named = labels['gateway.networking.k8s.io/gateway-name'];
  return named === undefined ? served : [...served, `k8s:${namespace}/${named}`];
}
