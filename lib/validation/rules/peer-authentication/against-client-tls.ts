import { clientTlsEffect, clientTlsKinds, tlsToNamespace, wideReach } from '#lib/mesh/client-tls.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule, type Remark } from '../../rule.ts';

/**
 * A PeerAuthentication of the mesh or a namespace that DestinationRules do not go with: it demands mutual TLS and nothing makes
 * callers send it, or turns it off while callers are made to send it.
 */
export const againstClientTls = objectRule({
  name: 'peer-authentication/against-client-tls',
  codes: ['WEFT1024', 'WEFT1025'],
  kind: 'PeerAuthentication',
  reads: ['Namespace', ...clientTlsKinds],
  *remarks(policy, cluster): Generator<Remark> {
    const mode = policy.spec?.mtls?.mode;
    if (Object.keys(policy.spec?.selector?.matchLabels ?? {}).length > 0) return;
    const namespace = policy.metadata.namespace ?? '';
    const { rootNamespace, enableAutoMtls } = meshConfigFor(cluster, namespace);
    const what = namespace === rootNamespace ? 'mesh' : 'namespace';
    const sent = what === 'mesh' ? meshWide(cluster) : tlsToNamespace(cluster, namespace);
    const path = 'spec.mtls';
    if (mode === 'STRICT' && !enableAutoMtls && sent !== 'mutual')
      yield { code: 'WEFT1024', path, args: { what, namespace } };
    if (mode === 'DISABLE' && sent === 'mutual') yield { code: 'WEFT1025', path, args: { what, namespace } };
  },
});

/** What a rule for the whole mesh makes callers send, whichever namespace it is in. */
function meshWide(cluster: ClusterSnapshot): ReturnType<typeof clientTlsEffect> {
  for (const rule of objects(cluster, 'DestinationRule')) {
    if (wideReach(rule)?.kind !== 'mesh') continue;
    const effect = clientTlsEffect(rule.spec?.trafficPolicy?.tls?.mode);
    if (effect !== null) return effect;
  }
  return null;
}
