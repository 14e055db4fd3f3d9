import type { VirtualService } from '#lib/istio/networking-types.ts';
import { type ResolvedHost, resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { destinationsOf, type PlacedDestination } from './destinations.ts';

export interface ResolvedDestination extends PlacedDestination {
  readonly host: string;
  /** What the host means in one of the namespaces that use the VirtualService; null where none of them sees such a host. */
  readonly resolved: ResolvedHost | null;
}

/** The destinations of a VirtualService that name a host, and what each means. */
export function* resolvedDestinations(
  cluster: ClusterSnapshot,
  service: VirtualService,
): Generator<ResolvedDestination> {
  for (const placed of destinationsOf(service)) {
    const { host } = placed.destination;
    if (host) yield { ...placed, host, resolved: resolve(cluster, service, host) };
  }
}

/** A VirtualService is used in the namespaces that it is exported to; in its own without `exportTo`. */
function resolve(cluster: ClusterSnapshot, service: VirtualService, host: string): ResolvedHost | null {
  const namespace = service.metadata.namespace ?? '';
  const exportTo = service.spec?.exportTo ?? [];
  const viewers = exportTo.length === 0 ? ['.'] : exportTo;
  for (const viewer of viewers) {
    const from = viewer === '*' || viewer === '.' ? namespace : viewer;
    const resolved = resolveHost(cluster, host, namespace, from);
    if (resolved !== null) return resolved;
  }
  return null;
}
