import { fullHost, parseServiceFqdn, serviceFqdn } from '#lib/istio/hosts.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
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
      if (!host || !subset || isDefined(cluster, fullHost(host, namespace), subset)) continue;
      const what = mirror ? 'mirror subset' : 'subset';
      yield { code: 'IST0101', path: `${path}.subset`, args: { what, name: subset, host } };
    }
  },
});

/** A rule or route that names half of a Service's name is reported for that, not for the subset. */
function isDefined(cluster: ClusterSnapshot, host: string, subset: string): boolean {
  const [name = '', namespace = '', ...rest] = host.split('.');
  const half =
    parseServiceFqdn(host) !== null || rest.length === 0 || (rest.length === 1 && rest[0] === 'svc');
  const names = half ? [host, `${name}.${namespace}`, serviceFqdn(name, namespace)] : [host];
  return names.some((one) => subsetsOfHost(cluster, one).has(subset));
}
