import type { Gateway, GatewayServer } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { namesOf } from '../../names-of.ts';
import { findingOf, type Rule } from '../../rule.ts';

const byCertificate = derive(['Gateway'], (cluster) => {
  const found = new Map<string, Set<Gateway>>();
  for (const gateway of objects(cluster, 'Gateway')) {
    for (const { tls } of gateway.spec?.servers ?? []) {
      const key = certificateOf(tls);
      if (key !== null) found.set(key, (found.get(key) ?? new Set()).add(gateway));
    }
  }
  return found;
});

/**
 * Gateways on the same pods that serve one certificate: clients that reuse an HTTP/2 connection for both get 404 from the
 * one that does not have the host (gateway.CertificateAnalyzer; envoyproxy/envoy#6767).
 */
export const certificateOfAnotherGateway: Rule = {
  name: 'gateway/certificate-of-another-gateway',
  codes: ['IST0138'],
  reads: ['Gateway'],
  *check(cluster) {
    for (const gateway of objects(cluster, 'Gateway')) {
      for (const [i, { tls }] of (gateway.spec?.servers ?? []).entries()) {
        const key = certificateOf(tls);
        const others = [...((key === null ? null : byCertificate(cluster).get(key)) ?? [])].filter(
          (other) =>
            other !== gateway && matchesLabels(gateway.spec?.selector ?? {}, other.spec?.selector ?? {}),
        );
        if (others.length === 0) continue;
        const args = {
          others: namesOf(others),
          certificate: tls?.credentialName ?? tls?.serverCertificate ?? '',
        };
        yield findingOf(
          { code: 'IST0138', path: `spec.servers[${i}].tls`, args },
          refOf(cluster, 'Gateway', gateway),
        );
      }
    }
  },
};

function certificateOf(tls: GatewayServer['tls']): string | null {
  if (tls?.credentialName) return `credential ${tls.credentialName}`;
  if (tls?.serverCertificate && tls.privateKey) return `files ${tls.serverCertificate} ${tls.privateKey}`;
  return null;
}
