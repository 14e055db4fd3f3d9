import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { hostWithin } from '#lib/istio/hosts.ts';
import { routes } from '#lib/mesh/effective-routes.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { hostOf, type ServiceRef } from './service-ref.ts';

export interface RoutesTo {
  /** VirtualServices that send requests to the host, delegates and those of gateways too. */
  readonly virtualServices: readonly ObjectRef[];
  /** Routes of the Gateway API that do. */
  readonly gatewayApi: readonly ObjectRef[];
  /** Whether proxies in the service's own namespace take a route that is attached to the service, be it by a wildcard. */
  readonly inMesh: boolean;
}

/** Every route object that sends requests to one of the hosts (full names), each once, and whether one governs the service. */
export function routesTo(
  cluster: ClusterSnapshot,
  hosts: ReadonlySet<string>,
  service: ServiceRef,
): RoutesTo {
  const own = hostOf(service);
  const found = new Map<string, ObjectRef>();
  let inMesh = false;
  for (const route of routes(cluster)) {
    if (route.mesh && route.visibleTo(service.namespace) && route.hosts.some((host) => hostWithin(own, host)))
      inMesh = true;
    const sends = route.rules.some(({ targets }) => targets.some(({ host }) => hosts.has(host)));
    if (sends) found.set(objectKey(route.object), route.object);
  }
  const all = [...found.values()];
  return {
    virtualServices: all.filter(({ kind }) => kind === 'VirtualService'),
    gatewayApi: all.filter(({ kind }) => kind !== 'VirtualService'),
    inMesh,
  };
}
