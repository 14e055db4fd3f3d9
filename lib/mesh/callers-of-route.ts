import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { callerOf, routes } from './effective-routes.ts';
import type { RouteCaller } from './route.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { workloads } from './workloads.ts';

/**
 * Who sends by a route, one caller for each namespace that may decide differently: a proxy of the route's own namespace where
 * the mesh uses it, and the gateways that it is bound to. A delegate is used by whom its roots are.
 */
export function callersOfRoute(cluster: ClusterSnapshot, ref: ObjectRef): readonly RouteCaller[] {
  const own = routes(cluster).filter(({ object }) => objectKey(object) === objectKey(ref));
  const gateways = new Set(own.flatMap((route) => route.gateways));
  const behind = [...workloads(cluster).values()]
    .filter(({ gateway }) => gateway && gateways.size > 0)
    .map((workload) => callerOf(cluster, workload))
    .filter((caller) => caller.gateways?.some((gateway) => gateways.has(gateway)));
  const inMesh = own.some(({ mesh }) => mesh) || behind.length === 0;
  const proxy: RouteCaller = { namespace: ref.namespace ?? '', labels: null, gateways: null };
  return inMesh ? [proxy, ...behind] : behind;
}
