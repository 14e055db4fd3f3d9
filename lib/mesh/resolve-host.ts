import { exportScope } from '#lib/istio/export-scope.ts';
import { fullHost, parseServiceFqdn } from '#lib/istio/hosts.ts';
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

interface EntryIndex {
  /** By host in lower case. */
  readonly exact: ReadonlyMap<string, readonly ServiceEntry[]>;
  /** Wildcards by what follows the `*`, in lower case. */
  readonly bySuffix: ReadonlyMap<string, readonly ServiceEntry[]>;
  /** Lengths of those suffixes, the longest first: the most specific wildcard governs. */
  readonly lengths: readonly number[];
}

const entryIndex = derive(['ServiceEntry'], (cluster): EntryIndex => {
  const exact = new Map<string, ServiceEntry[]>();
  const bySuffix = new Map<string, ServiceEntry[]>();
  for (const entry of objects(cluster, 'ServiceEntry')) {
    for (const host of entry.spec?.hosts ?? []) {
      const wild = host.startsWith('*');
      const [map, key] = wild
        ? ([bySuffix, host.slice(1).toLowerCase()] as const)
        : ([exact, host.toLowerCase()] as const);
      const same = map.get(key);
      if (same === undefined) map.set(key, [entry]);
      else same.push(entry);
    }
  }
  const lengths = [...new Set([...bySuffix.keys()].map((suffix) => suffix.length))].sort((a, b) => b - a);
  return { exact, bySuffix, lengths };
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

/** The namespaces in which a host is visible: `*` alone for all of them. */
export function visibilityOf(cluster: ClusterSnapshot, resolved: ResolvedHost): ReadonlySet<string> {
  const own = resolved.kind === 'service' ? exportOf(resolved.service) : resolved.entry.spec?.exportTo;
  const list = own !== undefined && own.length > 0 ? own : meshConfigOf(cluster).defaultServiceExportTo;
  return exportScope(list, resolved.namespace);
}

/** The namespace that has a host but does not show it to others; null where nobody has it. */
export function ownerOfHidden(cluster: ClusterSnapshot, host: string, namespace: string): string | null {
  const full = fullHost(host, namespace);
  const local = parseServiceFqdn(full);
  if (local !== null && objectAt(cluster, 'Service', local.namespace, local.name) !== null)
    return local.namespace;
  const [, entries = []] = candidates(entryIndex(cluster), full).next().value ?? [];
  return entries[0]?.metadata.namespace ?? null;
}

function exportOf(service: Service): readonly string[] | undefined {
  const annotation = service.metadata.annotations?.['networking.istio.io/exportTo'];
  return annotation?.split(',').map((to) => to.trim());
}

function isServiceVisible(cluster: ClusterSnapshot, service: Service, viewer: string): boolean {
  const exportTo = exportOf(service);
  const owner = service.metadata.namespace ?? '';
  return isExportedTo(exportTo, meshConfigOf(cluster).defaultServiceExportTo, owner, viewer);
}

function resolveEntry(cluster: ClusterSnapshot, host: string, viewer: string): ResolvedHost | null {
  const { defaultServiceExportTo } = meshConfigOf(cluster);
  const visible = (entry: ServiceEntry) =>
    isExportedTo(entry.spec?.exportTo, defaultServiceExportTo, entry.metadata.namespace ?? '', viewer);
  for (const [pattern, entries] of candidates(entryIndex(cluster), host)) {
    const seen = entries.filter(visible);
    const entry = seen.find((e) => e.metadata.namespace === viewer) ?? seen[0];
    if (entry === undefined) continue;
    const written = entry.spec?.hosts?.find((own) => own.toLowerCase() === pattern) ?? pattern;
    return { kind: 'service-entry', host: written, namespace: entry.metadata.namespace ?? '', entry };
  }
  return null;
}

/** The patterns that a host lies within, the most specific first, each with its entries. */
function* candidates(
  { exact, bySuffix, lengths }: EntryIndex,
  host: string,
): Generator<readonly [pattern: string, entries: readonly ServiceEntry[]]> {
  const lower = host.toLowerCase();
  const same = exact.get(lower);
  if (same !== undefined) yield [lower, same];
  const bare = lower.startsWith('*') ? lower.slice(1) : lower;
  for (const length of lengths) {
    if (length > bare.length) continue;
    const suffix = bare.slice(bare.length - length);
    const entries = bySuffix.get(suffix);
    if (entries !== undefined) yield [`*${suffix}`, entries];
  }
}
