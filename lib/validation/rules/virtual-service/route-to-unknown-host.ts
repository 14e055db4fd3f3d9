import { fullNameMeant } from '#lib/mesh/half-name.ts';
import { ownerOfHidden } from '#lib/mesh/resolve-host.ts';
import { objectRule, type Remark } from '../../rule.ts';
import { resolvedDestinations } from './resolve-destination.ts';

/**
 * A route or mirror to a host that is neither a Service nor a ServiceEntry (Istio's virtualservice.DestinationHostAnalyzer),
 * and to half of a Service's name.
 */
export const routeToUnknownHost = objectRule({
  name: 'virtual-service/route-to-unknown-host',
  codes: ['IST0101', 'WEFT1104'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(service, cluster): Generator<Remark> {
    for (const { path, mirror, host, resolved } of resolvedDestinations(cluster, service)) {
      if (resolved !== null) continue;
      const meant = fullNameMeant(cluster, host);
      if (meant !== null) {
        yield { code: 'WEFT1104', path: `${path}.host`, args: { host, meant } };
        continue;
      }
      const what = mirror ? 'mirror host' : 'host';
      const owner = ownerOfHidden(cluster, host, service.metadata.namespace ?? '');
      const args: Remark['args'] = owner === null ? { what, name: host } : { what, name: host, owner };
      yield { code: 'IST0101', path: `${path}.host`, args };
    }
  },
});
