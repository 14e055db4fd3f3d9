import { fullHost, hostWithin } from '#lib/istio/hosts.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { destinationsOf } from './destinations.ts';

/** A route or mirror to a subset that no DestinationRule of the host defines (virtualservice.DestinationRuleAnalyzer). */
export const destinationSubset: Rule = {
  code: 'IST0101',
  name: 'virtual-service/destination-subset',
  reads: ['VirtualService', 'DestinationRule', 'Service', 'ServiceEntry', 'ConfigMap'],
  check(snapshot, id) {
    const cluster = snapshot.clusters.get(id);
    if (cluster === undefined) return [];
    return [...objects(cluster, 'VirtualService')].flatMap((service) =>
      [...destinationsOf(service)].flatMap(({ path, destination: { host, subset } }) => {
        const namespace = service.metadata.namespace ?? '';
        if (host === undefined || subset === undefined || resolveHost(cluster, host, namespace) === null)
          return [];
        if (subsetsOf(cluster, fullHost(host, namespace)).has(subset)) return [];
        const object = refOf(cluster, 'VirtualService', service);
        const args = { what: 'host+subset in destinationrule', name: `${host}+${subset}` };
        return [findingOf('IST0101', { object, path: `${path}.subset`, args })];
      }),
    );
  },
};

function subsetsOf(cluster: ClusterSnapshot, host: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const rule of objects(cluster, 'DestinationRule')) {
    const own = fullHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
    if (own === '' || !hostWithin(host, own)) continue;
    for (const subset of rule.spec?.subsets ?? []) names.add(subset.name);
  }
  return names;
}
