import { fullHost } from '#lib/istio/hosts.ts';
import { subsetsOfHost } from '#lib/mesh/subsets.ts';
import { objectRule } from '../../rule.ts';
import { destinationsOf } from './destinations.ts';

/** A route or mirror to a subset that no DestinationRule of the host defines (virtualservice.DestinationRuleAnalyzer). */
export const routeToUndefinedSubset = objectRule({
  name: 'virtual-service/route-to-undefined-subset',
  codes: ['IST0101'],
  kind: 'VirtualService',
  reads: ['DestinationRule'],
  *remarks(service, cluster) {
    const namespace = service.metadata.namespace ?? '';
    for (const { path, mirror, destination } of destinationsOf(service)) {
      const { host, subset } = destination;
      if (!host || !subset || subsetsOfHost(cluster, fullHost(host, namespace)).has(subset)) continue;
      const what = mirror ? 'mirror subset' : 'subset';
      yield { code: 'IST0101', path: `${path}.subset`, args: { what, name: subset, host } };
    }
  },
});
