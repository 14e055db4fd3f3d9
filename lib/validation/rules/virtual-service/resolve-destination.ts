import type { VirtualService } from '#lib/istio/networking-types.ts';
import { type ResolvedHost, resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/**
 * What a host of a VirtualService's destination means in one of the namespaces that use the VirtualService: those that it
 * is exported to, its own without `exportTo`. Null where none of them sees such a host.
 */
export function resolveDestination(
  cluster: ClusterSnapshot,
  service: VirtualService,
  host: string,
): ResolvedHost | null {
  const namespace = service.metadata.namespace ?? '';
  const exportTo = service.spec?.exportTo ?? [];
  const viewers = exportTo.length === 0 ? [namespace] : exportTo.map((to) => (to === '.' ? namespace : to));
  for (const viewer of viewers) {
    const resolved = resolveHost(cluster, host, namespace, viewer === '*' ? namespace : viewer);
    if (resolved !== null) return resolved;
  }
  return null;
}
