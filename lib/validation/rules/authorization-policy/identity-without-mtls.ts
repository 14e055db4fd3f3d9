import type { AuthorizationPolicy, AuthorizationRule } from '#lib/istio/security-types.ts';
import { clientTlsKinds, tlsToNamespace } from '#lib/mesh/client-tls.ts';
import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/**
 * A policy about who calls, where callers send plain text: without mutual TLS a request has no principal, and no rule about
 * one matches (istio.io, AuthorizationPolicy, Source).
 */
export const identityWithoutMtls = objectRule({
  name: 'authorization-policy/identity-without-mtls',
  codes: ['WEFT1004'],
  kind: 'AuthorizationPolicy',
  reads: ['PeerAuthentication', 'Service', 'Namespace', ...clientTlsKinds],
  *remarks(policy, cluster) {
    const fields = (policy.spec?.rules ?? []).flatMap((rule, i) => identityFields(rule, `spec.rules[${i}]`));
    const why = fields.length === 0 ? null : whyPlain(cluster, policy);
    if (why === null) return;
    for (const path of fields) yield { code: 'WEFT1004', path, args: { why } };
  },
});

const ofSource = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
] as const;
const keys = new Set(['source.principal', 'source.namespace', 'source.serviceAccount', 'connection.sni']);

function identityFields({ from = [], when = [] }: AuthorizationRule, at: string): readonly string[] {
  return [
    ...from.flatMap(({ source = {} }, i) =>
      ofSource
        .filter((name) => (source[name]?.length ?? 0) > 0)
        .map((name) => `${at}.from[${i}].source.${name}`),
    ),
    ...when.flatMap(({ key = '' }, i) => (keys.has(key) ? [`${at}.when[${i}]`] : [])),
  ];
}

/** Why requests to what a policy is about carry no identity; null where they do, or it cannot be told. */
function whyPlain(cluster: ClusterSnapshot, { metadata, spec }: AuthorizationPolicy): string | null {
  const namespace = metadata.namespace ?? '';
  const labels = spec?.selector?.matchLabels ?? {};
  const demanded = effectivePeerAuthentication(cluster, { namespace, labels }, null);
  if (demanded.mode === 'DISABLE') return `PeerAuthentication ${demanded.object?.name ?? ''} turns it off`;
  const services = servicesSelecting(cluster, namespace, labels).map((service) => service.metadata.name);
  const sent = (services.length === 0 ? ['-'] : services).map((name) =>
    tlsToNamespace(cluster, namespace, name),
  );
  if (sent.some((effect) => effect === 'plain')) return 'a DestinationRule turns it off for callers';
  const automatic = meshConfigFor(cluster, namespace).enableAutoMtls;
  const asked = sent.every((effect) => effect !== null);
  return automatic || asked ? null : 'automatic mutual TLS is off and no DestinationRule asks for it';
}
