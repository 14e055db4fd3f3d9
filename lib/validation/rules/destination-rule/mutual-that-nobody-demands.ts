import { clientTlsEffect, wideReach } from '#lib/mesh/client-tls.ts';
import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { objectRule } from '../../rule.ts';

/**
 * A DestinationRule that turns mutual TLS on for the mesh or a namespace by hand, where no PeerAuthentication says that it is
 * wanted. Servers accept it by default; older ones did not.
 */
export const mutualThatNobodyDemands = objectRule({
  name: 'destination-rule/mutual-that-nobody-demands',
  codes: ['WEFT1023'],
  kind: 'DestinationRule',
  reads: ['PeerAuthentication', 'ConfigMap', 'Namespace'],
  *remarks(rule, cluster) {
    const reach = wideReach(rule);
    const config = meshConfigFor(cluster, rule.metadata.namespace ?? '');
    if (reach === null || config.enableAutoMtls) return;
    if (clientTlsEffect(rule.spec?.trafficPolicy?.tls?.mode) !== 'mutual') return;
    const namespace = reach.kind === 'mesh' ? config.rootNamespace : reach.namespace;
    const { from } = effectivePeerAuthentication(cluster, { namespace, labels: {} }, null);
    if (from !== 'default') return;
    const args = { what: reach.kind, host: rule.spec?.host ?? '' };
    yield { code: 'WEFT1023', path: 'spec.trafficPolicy.tls.mode', args };
  },
});
