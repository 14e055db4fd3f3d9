import type { ClientTls } from '#lib/istio/networking-types.ts';
import { objectRule } from '../../rule.ts';

/** TLS without a CA to verify the server by, for a host or one of its ports (destinationrule.CaCertificateAnalyzer). */
export const serverNotVerified = objectRule({
  name: 'destination-rule/server-not-verified',
  codes: ['IST0128', 'IST0129'],
  kind: 'DestinationRule',
  *remarks(rule) {
    const { host = '', trafficPolicy, workloadSelector } = rule.spec ?? {};
    // A credential is read by gateways and by workloads that are selected, not by sidecars in general.
    const verified = ({ caCertificates, credentialName }: ClientTls): boolean =>
      Boolean(caCertificates) || (Boolean(credentialName) && workloadSelector !== undefined);
    const { tls, portLevelSettings = [] } = trafficPolicy ?? {};
    if (isTls(tls) && !verified(tls)) {
      const args = { host, mode: tls.mode };
      yield { code: 'IST0128' as const, path: 'spec.trafficPolicy.tls', args };
    }
    for (const [i, { tls: own, port }] of portLevelSettings.entries()) {
      if (!isTls(own) || verified(own)) continue;
      const args = { host, mode: own.mode, port: String(port?.number ?? '') };
      yield { code: 'IST0129' as const, path: `spec.trafficPolicy.portLevelSettings[${i}].tls`, args };
    }
  },
});

function isTls(tls: ClientTls | undefined): tls is ClientTls & { readonly mode: string } {
  return tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
}
