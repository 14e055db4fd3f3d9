import { fullHost, hostWithin } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { deriveByKey } from './derive-by-key.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** All wildcards are under one key: they are few, and each host has to be held against every one. */
const wild = '*';

const byHost = deriveByKey('DestinationRule', ({ spec }, namespace) => {
  const host = fullHost(spec?.host ?? '', namespace).toLowerCase();
  return [host.startsWith('*') ? wild : host];
});

/** Every DestinationRule for a host (a full name), by its name or by a wildcard over it, whoever may see it. */
export function rulesForHost(cluster: ClusterSnapshot, host: string): readonly DestinationRule[] {
  const covering = byHost(cluster, wild).filter(({ spec, metadata: { namespace = '' } }) =>
    hostWithin(host, fullHost(spec?.host ?? '', namespace)),
  );
  const exact = byHost(cluster, host.toLowerCase());
  return covering.length === 0 ? exact : [...exact, ...covering];
}
