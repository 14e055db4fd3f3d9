import { fullHost, hostWithin } from '#lib/istio/hosts.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

interface SubsetIndex {
  /** Names of subsets by the full host, in lower case, that a DestinationRule writes them for. */
  readonly byHost: ReadonlyMap<string, ReadonlySet<string>>;
  readonly wildcards: readonly string[];
}

const index = derive(['DestinationRule'], (cluster): SubsetIndex => {
  const byHost = new Map<string, Set<string>>();
  for (const rule of objects(cluster, 'DestinationRule')) {
    const host = fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '').toLowerCase();
    const names = byHost.get(host) ?? new Set<string>();
    for (const subset of rule.spec?.subsets ?? []) names.add(subset.name);
    byHost.set(host, names);
  }
  return { byHost, wildcards: [...byHost.keys()].filter((host) => host.startsWith('*')) };
});

/** Names of the subsets that any DestinationRule of the cluster defines for `host` (a full name). */
export function subsetsOfHost(cluster: ClusterSnapshot, host: string): ReadonlySet<string> {
  const { byHost, wildcards } = index(cluster);
  const exact = byHost.get(host.toLowerCase());
  const covering = wildcards.filter((pattern) => hostWithin(host, pattern));
  if (covering.length === 0) return exact ?? new Set();
  return new Set([...(exact ?? []), ...covering.flatMap((pattern) => [...(byHost.get(pattern) ?? [])])]);
}
