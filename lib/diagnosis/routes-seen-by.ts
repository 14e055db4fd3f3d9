import { callerOf, routes } from '#lib/mesh/effective-routes.ts';
import type { Route, RouteCaller, RouteRule, RouteTarget } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Situation } from './situation.ts';

interface SeenRoute {
  readonly cluster: ClusterSnapshot;
  readonly caller: RouteCaller;
  readonly route: Route;
  readonly rule: RouteRule;
  readonly target: RouteTarget;
}

/** The routes that the caller's proxy is given. */
export function routesOfCaller({ caller, callerCluster }: Situation): readonly Route[] {
  if (caller === null || callerCluster === null) return [];
  const { gateways, namespace } = callerOf(callerCluster, caller);
  return routes(callerCluster).filter((route) =>
    gateways === null
      ? route.mesh && route.visibleTo(namespace)
      : route.gateways.some((gateway) => gateways.includes(gateway)),
  );
}

/** Every destination that a route gives the caller's proxy; of the host that was called where telemetry knows it. */
export function* routesSeenBy(situation: Situation): Generator<SeenRoute> {
  const { caller: workload, callerCluster: cluster, edge } = situation;
  if (workload === null || cluster === null) return;
  const caller = callerOf(cluster, workload);
  for (const route of routesOfCaller(situation)) {
    const asked = edge.service === null || route.hosts.includes(edge.service.host);
    for (const rule of route.rules) {
      if (!rule.reachableBy(caller)) continue;
      for (const target of rule.targets) {
        if (asked || target.host === edge.service?.host) yield { cluster, caller, route, rule, target };
      }
    }
  }
}
