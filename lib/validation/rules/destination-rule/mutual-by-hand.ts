import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { objectRule } from '../../rule.ts';

/** Mutual TLS of the mesh written by hand for a Service, where Istio sends it by itself to whoever has a proxy. */
export const mutualByHand = objectRule({
  name: 'destination-rule/mutual-by-hand',
  codes: ['WEFT0022'],
  kind: 'DestinationRule',
  reads: ['Service', 'ServiceEntry', 'ConfigMap', 'Namespace'],
  *remarks({ metadata, spec }, cluster) {
    const namespace = metadata.namespace ?? '';
    if (spec?.trafficPolicy?.tls?.mode !== 'ISTIO_MUTUAL' || !spec.host) return;
    if (!meshConfigFor(cluster, namespace).enableAutoMtls) return;
    if (resolveHost(cluster, spec.host, namespace)?.kind !== 'service') return;
    yield { code: 'WEFT0022', path: 'spec.trafficPolicy.tls.mode', args: { host: spec.host } };
  },
});
