import { proxyKind } from '#lib/istio/proxy.ts';
import { objectRule } from '../../rule.ts';
import { podsOfMode, podsOfRule, tlsModes } from './tls-modes.ts';

/** A DestinationRule that demands Istio's mutual TLS of pods that have no proxy to speak it. */
export const mutualToNoProxy = objectRule({
  name: 'destination-rule/mutual-to-no-proxy',
  codes: ['WEFT0205'],
  kind: 'DestinationRule',
  reads: ['Service', 'ServiceEntry', 'Pod', 'ConfigMap'],
  *remarks(rule, cluster) {
    const mutual = [...tlsModes(rule)].filter(({ mode }) => mode === 'ISTIO_MUTUAL');
    const behind = mutual.length === 0 ? null : podsOfRule(cluster, rule);
    if (behind === null) return;
    for (const one of mutual) {
      const pods = podsOfMode(behind.pods, one);
      const bare = pods.filter((pod) => proxyKind(pod) === 'none');
      if (bare.length === 0) continue;
      const args = {
        host: rule.spec?.host ?? '',
        count: String(bare.length),
        total: String(pods.length),
        example: bare[0]?.metadata.name ?? '',
      };
      yield {
        code: 'WEFT0205',
        path: one.path,
        args,
        level: bare.length < pods.length ? 'warning' : 'error',
      };
    }
  },
});
