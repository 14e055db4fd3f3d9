import { proxyKind } from '#lib/istio/proxy.ts';
import type { Pod, Service } from '#lib/k8s/workload-types.ts';
import {
  type EffectivePeerAuthentication,
  effectivePeerAuthentication,
} from '#lib/mesh/effective-peer-authentication.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';
import { podsOfMode, podsOfRule, type TlsMode, tlsModes } from './tls-modes.ts';

/**
 * A DestinationRule that sends plain text to pods that demand mutual TLS. Rules for whole namespaces or the mesh are for a check
 * of their own.
 */
export const plaintextToStrict = objectRule({
  name: 'destination-rule/plaintext-to-strict',
  codes: ['WEFT0204'],
  kind: 'DestinationRule',
  reads: ['PeerAuthentication', 'Service', 'ServiceEntry', 'Pod', 'ConfigMap'],
  *remarks(rule, cluster) {
    const off = [...tlsModes(rule)].filter(({ mode }) => mode === 'DISABLE');
    const behind = off.length === 0 ? null : podsOfRule(cluster, rule);
    if (behind === null) return;
    for (const one of off) {
      const strict = strictOf(cluster, behind.service, podsOfMode(behind.pods, one), one);
      if (strict === null) continue;
      const { object } = strict;
      const policy = object === null ? 'its policy' : `${object.namespace}/${object.name}`;
      yield { code: 'WEFT0204', path: one.path, args: { host: rule.spec?.host ?? '', policy } };
    }
  },
});

/** What makes one of the pods refuse plain text on a port that the mode is for; null where none does. */
function strictOf(
  cluster: ClusterSnapshot,
  service: Service,
  pods: readonly Pod[],
  { port }: TlsMode,
): EffectivePeerAuthentication | null {
  const ports = (service.spec?.ports ?? []).filter((each) => port === null || each.port === port);
  for (const pod of pods) {
    // Nobody demands anything where there is no proxy.
    if (proxyKind(pod) === 'none') continue;
    const { namespace = '', labels = {} } = pod.metadata;
    for (const each of ports) {
      const target = typeof each.targetPort === 'string' ? null : (each.targetPort ?? each.port);
      const demanded = effectivePeerAuthentication(cluster, { namespace, labels }, target);
      if (demanded.mode === 'STRICT') return demanded;
    }
  }
  return null;
}
