import { fullHost, hostWithin, serviceFqdn } from '#lib/istio/hosts.ts';
import { fullNameMeant } from '#lib/mesh/half-name.ts';
import { objects } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A DestinationRule whose host is no Service and no ServiceEntry (destinationrule.PodNotSelectedAnalyzer). */
export const unknownHost = objectRule({
  name: 'destination-rule/unknown-host',
  codes: ['IST0174', 'WEFT1104'],
  kind: 'DestinationRule',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(rule, cluster): Generator<Remark> {
    const host = rule.spec?.host;
    const namespace = rule.metadata.namespace ?? '';
    if (!host) return;
    const viewers = rule.spec?.exportTo?.length ? rule.spec.exportTo : [namespace];
    const known = viewers.some((viewer) => {
      const from = viewer === '*' || viewer === '.' ? namespace : viewer;
      return resolveHost(cluster, host, namespace, from) !== null;
    });
    if (known || (host.startsWith('*') && coversAny(cluster, fullHost(host, namespace)))) return;
    const meant = fullNameMeant(cluster, host);
    yield meant === null
      ? { code: 'IST0174', path: 'spec.host', args: { host } }
      : { code: 'WEFT1104', path: 'spec.host', args: { host, meant } };
  },
});

/** Whether any host of the mesh lies within a wildcard. */
function coversAny(cluster: ClusterSnapshot, pattern: string): boolean {
  for (const { metadata } of objects(cluster, 'Service')) {
    if (hostWithin(serviceFqdn(metadata.name, metadata.namespace ?? ''), pattern)) return true;
  }
  for (const { spec } of objects(cluster, 'ServiceEntry')) {
    if (spec?.hosts?.some((host) => hostWithin(host, pattern))) return true;
  }
  return false;
}
