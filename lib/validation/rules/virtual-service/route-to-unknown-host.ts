import { objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { destinationsOf } from './destinations.ts';

/** A route or mirror to a host that is neither a Service nor a ServiceEntry (Istio's virtualservice.DestinationHostAnalyzer). */
export const destinationHost: Rule = {
  code: 'IST0101',
  name: 'virtual-service/destination-host',
  reads: ['VirtualService', 'Service', 'ServiceEntry', 'ConfigMap'],
  check(snapshot, id) {
    const cluster = snapshot.clusters.get(id);
    if (cluster === undefined) return [];
    return [...objects(cluster, 'VirtualService')].flatMap((service) =>
      [...destinationsOf(service)].flatMap(({ path, what, destination }) => {
        const { host } = destination;
        if (host === undefined || resolveHost(cluster, host, service.metadata.namespace ?? '') !== null)
          return [];
        const object = refOf(cluster, 'VirtualService', service);
        return [findingOf('IST0101', { object, path: `${path}.host`, args: { what, name: host } })];
      }),
    );
  },
};
