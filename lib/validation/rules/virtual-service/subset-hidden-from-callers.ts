import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { kindObjects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { rulesForHost } from '#lib/mesh/rules-for-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { gatewayKinds, gatewayNamespaces, isForMesh } from './gateway-namespaces.ts';
import { routesToSubsets } from './routes-to-subsets.ts';

/**
 * A route to a subset that a DestinationRule defines, but not the one that callers use: it is shadowed by one of their own
 * namespace, or they do not see it. Their proxies have no such cluster.
 */
export const subsetHiddenFromCallers: Rule = {
  name: 'virtual-service/subset-hidden-from-callers',
  codes: ['WEFT0017'],
  reads: ['VirtualService', 'DestinationRule', 'Service', 'ServiceEntry', 'ConfigMap', ...gatewayKinds],
  *check(cluster) {
    for (const [host, routes] of routesToSubsets(cluster)) {
      if (allSeeOneRule(cluster, host)) continue;
      for (const { service, path, subset } of routes) {
        const byRule = Map.groupBy(blindCallers(cluster, service, host, subset), ({ rule }) => rule);
        for (const [rule, blind] of byRule) {
          const callers = blind.map(({ namespace }) => namespace).join(', ');
          const args = { subset, host, callers, rule };
          yield findingOf({ code: 'WEFT0017', path, args }, refOf(cluster, 'VirtualService', service));
        }
      }
    }
  },
};

/** Whether one rule in the Service's namespace is for all, as it mostly is. */
function allSeeOneRule(cluster: ClusterSnapshot, host: string): boolean {
  const [rule, ...others] = rulesForHost(cluster, host);
  if (rule === undefined) return true;
  const { exportTo = [], workloadSelector } = rule.spec ?? {};
  const to = exportTo.length > 0 ? exportTo : meshConfigOf(cluster).defaultDestinationRuleExportTo;
  return (
    others.length === 0 &&
    workloadSelector === undefined &&
    to.includes('*') &&
    rule.metadata.namespace === parseServiceFqdn(host)?.namespace
  );
}

/** A namespace whose proxies know no such subset, and the DestinationRule that they use instead; empty for none. */
interface Blind {
  readonly namespace: string;
  readonly rule: string;
}

function blindCallers(
  cluster: ClusterSnapshot,
  service: VirtualService,
  host: string,
  subset: string,
): readonly Blind[] {
  const resolved = resolveHost(cluster, host, service.metadata.namespace ?? '');
  const rules = rulesForHost(cluster, host);
  // That nobody defines the subset, or has the host, is another finding.
  const isDefined = rules.some(({ spec }) => spec?.subsets?.some(({ name }) => name === subset));
  if (resolved === null || !isDefined) return [];
  const owners = rules.map(({ metadata }) => metadata.namespace ?? '');
  return callersOf(cluster, service, owners).flatMap((namespace) => {
    const caller = { namespace, labels: null };
    const used = effectiveDestinationRule(cluster, host, resolved.namespace, caller);
    if (used?.subsets.has(subset)) return [];
    const object = used?.rules[0]?.object;
    return [{ namespace, rule: object === undefined ? '' : `${object.namespace}/${object.name}` }];
  });
}

/** Namespaces from which a VirtualService is used: of its gateways, and for the mesh its own and those with rules for the host. */
function callersOf(
  cluster: ClusterSnapshot,
  service: VirtualService,
  owners: readonly string[],
): readonly string[] {
  const own = service.metadata.namespace ?? '';
  const { defaultVirtualServiceExportTo } = meshConfigOf(cluster);
  // Nobody calls from a namespace that only holds configuration.
  const sends = (namespace: string) =>
    (kindObjects(cluster, 'Service').get(namespace)?.size ?? 0) > 0 &&
    isExportedTo(service.spec?.exportTo, defaultVirtualServiceExportTo, own, namespace);
  const sidecars = isForMesh(service) ? [own, ...owners].filter(sends) : [];
  return [...new Set([...gatewayNamespaces(cluster, service), ...sidecars])];
}
