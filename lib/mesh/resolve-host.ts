import { fullHost, governingPattern, parseServiceFqdn } from '#lib/istio/hosts.ts';
import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objectAt, objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { isExportedTo } from './visible.ts';

/** What a host means to a proxy: a Kubernetes Service, or a host of a ServiceEntry. `host` is the full name. */
export type ResolvedHost =
  | { readonly kind: 'service'; readonly host: string; readonly namespace: string; readonly service: Service }
  | {
      readonly kind: 'service-entry';
      readonly host: string;
      readonly namespace: string;
      readonly entry: ServiceEntry;
    };

const byHost = derive(['ServiceEntry'], (cluster): ReadonlyMap<string, readonly ServiceEntry[]> => {
  const found = new Map<string, ServiceEntry[]>();
  for (const entry of objects(cluster, 'ServiceEntry')) {
    for (const host of entry.spec?.hosts ?? []) {
      const same = found.get(host);
      if (same === undefined) found.set(host, [entry]);
      else same.push(entry);
    }
  }
  return found;
});

/**
 * The service a host means to a proxy in `viewer` namespace, when an object of `namespace` writes it; null where nothing
 * visible has that host. A Service wins over a ServiceEntry, an exact host over a wildcard, own namespace over others.
 */
export function resolveHost(
  cluster: ClusterSnapshot,
  host: string,
  namespace: string,
  viewer: string = namespace,
): ResolvedHost | null {
  const full = fullHost(host, namespace);
  const local = parseServiceFqdn(full);
  const service = local === null ? null : objectAt(cluster, 'Service', local.namespace, local.name);
  if (service !== null && local !== null && isServiceVisible(cluster, service, viewer)) {
    return { kind: 'service', host: full, namespace: local.namespace, service };
  }
  return resolveEntry(cluster, full, viewer);
}

function isServiceVisible(cluster: ClusterSnapshot, service: Service, viewer: string): boolean {
  const annotation = service.metadata.annotations?.['networking.istio.io/exportTo'];
  const exportTo = annotation?.split(',').map((to) => to.trim());
  const owner = service.metadata.namespace ?? '';
  return isExportedTo(exportTo, meshConfigOf(cluster).defaultServiceExportTo, owner, viewer);
}

function resolveEntry(cluster: ClusterSnapshot, host: string, viewer: string): ResolvedHost | null {
  const { defaultServiceExportTo } = meshConfigOf(cluster);
  const visible = (entry: ServiceEntry) =>
    isExportedTo(entry.spec?.exportTo, defaultServiceExportTo, entry.metadata.namespace ?? '', viewer);
  const all = byHost(cluster);
  const patterns = [...all].filter(([, entries]) => entries.some(visible)).map(([pattern]) => pattern);
  const pattern = governingPattern(host, patterns);
  if (pattern === null) return null;
  const candidates = (all.get(pattern) ?? []).filter(visible);
  const entry = candidates.find((e) => e.metadata.namespace === viewer) ?? candidates[0];
  if (entry === undefined) return null;
  return { kind: 'service-entry', host: pattern, namespace: entry.metadata.namespace ?? '', entry };
}
