import { objectRule } from '../../rule.ts';

/** An egress proxy that Istio ignores (deprecation.FieldAnalyzer). */
export const deprecatedEgressProxy = objectRule({
  name: 'sidecar/deprecated-egress-proxy',
  codes: ['IST0002'],
  kind: 'Sidecar',
  *remarks(sidecar) {
    if (sidecar.spec?.outboundTrafficPolicy?.egressProxy === undefined) return;
    const path = 'spec.outboundTrafficPolicy.egressProxy';
    yield { code: 'IST0002', path, args: { field: 'outboundTrafficPolicy.egressProxy', instead: '' } };
  },
});
