import { outboundCluster } from '#lib/istio/cluster-name.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { EnvoyCluster } from '../clusters.ts';
import type { Difference } from '../difference.ts';
import type { ProxyPlace } from './proxy-place.ts';

/** Subsets that the DestinationRule in force defines, of hosts that the proxy knows, for which it has no cluster. */
export function subsetDifferences(
  place: ProxyPlace,
  clusters: readonly EnvoyCluster[],
): readonly Difference[] {
  const known = new Set(clusters.map(({ name }) => name));
  const { cluster, caller } = place;
  return clusters.flatMap(({ direction, host, port, subset }): Difference[] => {
    if (direction !== 'outbound' || port === null || subset !== null) return [];
    const resolved = resolveHost(cluster, host, caller.namespace);
    const rule =
      resolved === null ? null : effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller);
    return [...(rule?.subsets ?? [])].flatMap(([name, { object }]) =>
      known.has(outboundCluster(port, name, host))
        ? []
        : [
            {
              code: 'subset-lacking',
              level: 'fail',
              says: `${host}:${port}: the proxy has no cluster for subset ${name}.`,
              object,
              path: 'spec.subsets',
            },
          ],
    );
  });
}
