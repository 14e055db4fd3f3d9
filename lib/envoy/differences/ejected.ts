import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { EnvoyCluster } from '../clusters.ts';
import type { Difference } from '../difference.ts';
import { type ProxyPlace, someOfThem } from './proxy-place.ts';

/** Hosts that outlier detection has put out, with the DestinationRule that asks for it. */
export function ejectedDifferences(
  place: ProxyPlace,
  clusters: readonly EnvoyCluster[],
): readonly Difference[] {
  return clusters.flatMap((cluster): Difference[] => {
    const ejected = cluster.hosts.filter((host) => host.ejected);
    if (ejected.length === 0) return [];
    const { host, port, subset, hosts, name } = cluster;
    const what = host === '' ? name : `${host}:${port}${subset === null ? '' : `, subset ${subset}`}`;
    const which = someOfThem(ejected.map(({ address }) => address));
    return [
      {
        code: 'host-ejected',
        level: ejected.length === hosts.length ? 'fail' : 'warn',
        says: `${what}: outlier detection has put out ${ejected.length} of ${hosts.length} hosts (${which}).`,
        ...deciding(place, host),
      },
    ];
  });
}

function deciding({ cluster, caller }: ProxyPlace, host: string): Pick<Difference, 'object' | 'path'> {
  const resolved = resolveHost(cluster, host, caller.namespace);
  if (resolved === null) return { object: null, path: '' };
  const rule = effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller)?.rules[0];
  if (rule !== undefined) return { object: rule.object, path: 'spec.trafficPolicy.outlierDetection' };
  const object =
    resolved.kind === 'service'
      ? refOf(cluster, 'Service', resolved.service)
      : refOf(cluster, 'ServiceEntry', resolved.entry);
  return { object, path: '' };
}
