import { objectRule } from '../../rule.ts';
import { destinationsOf } from './destinations.ts';
import { resolveDestination } from './resolve-destination.ts';

/** A route or mirror to a host that is neither a Service nor a ServiceEntry (Istio's virtualservice.DestinationHostAnalyzer). */
export const routeToUnknownHost = objectRule({
  name: 'virtual-service/route-to-unknown-host',
  codes: ['IST0101'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(service, cluster) {
    for (const { path, mirror, destination } of destinationsOf(service)) {
      const { host } = destination;
      if (host === undefined || resolveDestination(cluster, service, host) !== null) continue;
      const what = mirror ? 'mirror host' : 'host';
      yield { code: 'IST0101', path: `${path}.host`, args: { what, name: host } };
    }
  },
});
