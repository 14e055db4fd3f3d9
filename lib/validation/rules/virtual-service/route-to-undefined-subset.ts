import { fullHost, hostWithin } from '#lib/istio/hosts.ts';
import { objects } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';
import { destinationsOf } from './destinations.ts';

/** A route or mirror to a subset that no DestinationRule of the host defines (virtualservice.DestinationRuleAnalyzer). */
export const routeToUndefinedSubset = objectRule({
  name: 'virtual-service/route-to-undefined-subset',
  codes: ['IST0101'],
  kind: 'VirtualService',
  reads: ['DestinationRule', 'Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(service, cluster) {
    const namespace = service.metadata.namespace ?? '';
    for (const { path, destination } of destinationsOf(service)) {
      const { host, subset } = destination;
      if (host === undefined || subset === undefined || resolveHost(cluster, host, namespace) === null)
        continue;
      if (subsetsOf(cluster, fullHost(host, namespace)).has(subset)) continue;
      const args = { what: 'host+subset in destinationrule', name: `${host}+${subset}` };
      yield { code: 'IST0101', path: `${path}.subset`, args };
    }
  },
});

function subsetsOf(cluster: ClusterSnapshot, host: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const rule of objects(cluster, 'DestinationRule')) {
    const own = fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
    if (own === '' || !hostWithin(host, own)) continue;
    for (const subset of rule.spec?.subsets ?? []) names.add(subset.name);
  }
  return names;
}
