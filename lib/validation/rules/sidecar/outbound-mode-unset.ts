import { objectRule } from '../../rule.ts';

/**
 * An outboundTrafficPolicy without a mode: it is REGISTRY_ONLY then, the zero of the enum, and not what the mesh has
 * (OutboundTrafficPolicy.Mode, istio/api networking/v1alpha3/sidecar.proto).
 */
export const outboundModeUnset = objectRule({
  name: 'sidecar/outbound-mode-unset',
  codes: ['WEFT1110'],
  kind: 'Sidecar',
  *remarks({ spec }) {
    if (spec?.outboundTrafficPolicy === undefined || spec.outboundTrafficPolicy.mode !== undefined) return;
    yield { code: 'WEFT1110', path: 'spec.outboundTrafficPolicy', args: {} };
  },
});
