import { parseServiceFqdn, serviceFqdn } from '#lib/istio/hosts.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { subsetsOfHost } from '#lib/mesh/subsets.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { routesToSubsets } from './routes-to-subsets.ts';

/** A route or mirror to a subset that no DestinationRule of the host defines (virtualservice.DestinationRuleAnalyzer). */
export const routeToUndefinedSubset: Rule = {
  name: 'virtual-service/route-to-undefined-subset',
  codes: ['IST0101'],
  reads: ['VirtualService', 'DestinationRule'],
  *check(cluster) {
    for (const [host, routes] of routesToSubsets(cluster)) {
      for (const { service, path, mirror, written, subset } of routes) {
        if (isDefined(cluster, host, subset)) continue;
        const args = { what: mirror ? 'mirror subset' : 'subset', name: subset, host: written };
        yield findingOf({ code: 'IST0101', path, args }, refOf(cluster, 'VirtualService', service));
      }
    }
  },
};

/** A rule or route that names half of a Service's name is reported for that, not for the subset. */
function isDefined(cluster: ClusterSnapshot, host: string, subset: string): boolean {
  const [name = '', namespace = '', ...rest] = host.split('.');
  const half =
    parseServiceFqdn(host) !== null || rest.length === 0 || (rest.length === 1 && rest[0] === 'svc');
  const names = half ? [host, `${name}.${namespace}`, serviceFqdn(name, namespace)] : [host];
  return names.some((one) => subsetsOfHost(cluster, one).has(subset));
}
