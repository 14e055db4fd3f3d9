import { fullHost, hostWithin } from '#lib/istio/hosts.ts';
import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { clientTlsEffect, wideReach } from '#lib/mesh/client-tls.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

/**
 * A DestinationRule without TLS settings for a host that another one turns mutual TLS on for, together with many: the nearer
 * rule shadows it whole. With automatic mutual TLS its callers send mutual TLS all the same.
 */
export const tlsNotRepeated: Rule = {
  name: 'destination-rule/tls-not-repeated',
  codes: ['WEFT1022'],
  reads: ['DestinationRule'],
  mayRead: ['ConfigMap', 'Namespace'],
  *check(cluster) {
    const wide = [...objects(cluster, 'DestinationRule')].filter(isMutualForMany);
    if (wide.length === 0) return;
    for (const rule of objects(cluster, 'DestinationRule')) {
      if (wideReach(rule) !== null || speaksOfTls(rule)) continue;
      const shadowed = wide.filter((other) => isShadowed(cluster, rule, other));
      if (shadowed.length === 0) continue;
      const automatic = meshConfigFor(cluster, rule.metadata.namespace ?? '').enableAutoMtls;
      const args = { others: namesOf(shadowed), automatic: automatic ? 'on' : 'off' };
      const level = automatic ? ({ level: 'info' } as const) : {};
      const object = refOf(cluster, 'DestinationRule', rule);
      yield findingOf({ code: 'WEFT1022', path: 'spec.trafficPolicy', args, ...level }, object);
    }
  },
};

/** For all ports or for some: what it says for some was thought of, and is held against policies elsewhere. */
const speaksOfTls = ({ spec }: DestinationRule): boolean =>
  [spec?.trafficPolicy, ...(spec?.trafficPolicy?.portLevelSettings ?? [])].some(
    (policy) => policy?.tls !== undefined,
  );

const isMutualForMany = (rule: DestinationRule): boolean =>
  wideReach(rule) !== null && clientTlsEffect(rule.spec?.trafficPolicy?.tls?.mode) === 'mutual';

function isShadowed(cluster: ClusterSnapshot, rule: DestinationRule, wide: DestinationRule): boolean {
  const own = rule.metadata.namespace ?? '';
  const { rootNamespace } = meshConfigFor(cluster, own);
  const near = wide.metadata.namespace === own || wide.metadata.namespace === rootNamespace;
  return near && hostWithin(fullHost(rule.spec?.host ?? '', own), wide.spec?.host ?? '');
}
