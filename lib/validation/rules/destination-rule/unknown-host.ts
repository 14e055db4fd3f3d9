import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { objectRule } from '../../rule.ts';

/** A DestinationRule whose host is no Service and no ServiceEntry (Istio's destinationrule host analyzer). */
export const unknownHost = objectRule({
  name: 'destination-rule/unknown-host',
  codes: ['IST0174'],
  kind: 'DestinationRule',
  reads: ['Service', 'ServiceEntry', 'ConfigMap'],
  *remarks(rule, cluster) {
    const host = rule.spec?.host;
    if (host === undefined || host.startsWith('*')) return;
    if (resolveHost(cluster, host, rule.metadata.namespace ?? '') !== null) return;
    yield { code: 'IST0174', path: 'spec.host', args: { host } };
  },
});
