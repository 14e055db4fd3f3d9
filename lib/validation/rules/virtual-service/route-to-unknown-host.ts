import { objectRule } from '../../rule.ts';
import { resolvedDestinations } from './resolve-destination.ts';

/** A route or mirror to a host that is neither a Service nor a ServiceEntry (Istio's virtualservice.DestinationHostAnalyzer). */
export const routeToUnknownHost = objectRule({
  name: 'virtual-service/route-to-unknown-host',
  codes: ['IST0101'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(service, cluster) {
    for (const { path, mirror, host, resolved } of resolvedDestinations(cluster, service)) {
      if (resolved !== null) continue;
      const what = mirror ? 'mirror host' : 'host';
      yield { code: 'IST0101', path: `${path}.host`, args: { what, name: host } };
    }
  },
});
