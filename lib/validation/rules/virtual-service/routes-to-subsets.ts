import { fullHost } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { deriveInNamespace } from '#lib/mesh/derive.ts';
import { kindObjects, objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { destinationsOf } from './destinations.ts';

/** A route or mirror to a subset. */
export interface RouteToSubset {
  readonly service: VirtualService;
  /** Where the subset stands. */
  readonly path: string;
  /** Full name. */
  readonly host: string;
  readonly subset: string;
}

const inNamespace = deriveInNamespace(['VirtualService'], (cluster, namespace) =>
  Map.groupBy(each(cluster, namespace), ({ host }) => host),
);

/** The routes and mirrors to subsets of all VirtualServices: those of one namespace to one host (a full name) together. */
export function* routesToSubsets(
  cluster: ClusterSnapshot,
): Generator<readonly [host: string, routes: readonly RouteToSubset[]]> {
  for (const namespace of kindObjects(cluster, 'VirtualService').keys())
    yield* inNamespace(cluster, namespace);
}

function* each(cluster: ClusterSnapshot, namespace: string): Generator<RouteToSubset> {
  for (const service of objects(cluster, 'VirtualService', namespace)) {
    for (const { path, destination } of destinationsOf(service)) {
      const { host: written, subset } = destination;
      if (!written || !subset) continue;
      const host = fullHost(written, namespace);
      yield { service, path: `${path}.subset`, host, subset };
    }
  }
}
