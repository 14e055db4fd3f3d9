import { coveringWildcards, fullHost } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const byHost = derive(['DestinationRule'], (cluster) =>
  Map.groupBy(objects(cluster, 'DestinationRule'), ({ spec, metadata: { namespace = '' } }) =>
    fullHost(spec?.host ?? '', namespace).toLowerCase(),
  ),
);

/** Every DestinationRule for a host (a full name), by its name or by a wildcard over it, whoever may see it. */
export function rulesForHost(cluster: ClusterSnapshot, host: string): readonly DestinationRule[] {
  const index = byHost(cluster);
  const lower = host.toLowerCase();
  return [lower, ...coveringWildcards(lower)].flatMap((pattern) => index.get(pattern) ?? []);
}
