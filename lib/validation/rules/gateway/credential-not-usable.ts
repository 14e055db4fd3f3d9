import type { Credential } from '#lib/k8s/secret-facts.ts';
import { gatewayName } from '#lib/mesh/gateway-refs.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A credential of a Gateway that is not there, or that its pods cannot serve with (gateway.SecretAnalyzer). */
export const credentialNotUsable = objectRule({
  name: 'gateway/credential-not-usable',
  codes: ['IST0101', 'IST0161'],
  kind: 'Gateway',
  reads: ['Pod'],
  readsSecrets: true,
  *remarks(gateway, cluster): Generator<Remark> {
    if (!gateway.spec?.servers?.some(({ tls }) => tls?.credentialName)) return;
    // Secrets are read where the pods are, not where the Gateway is.
    const pod = selectPods(cluster, gateway.spec.selector ?? {}).next().value;
    if (pod === undefined) return;
    for (const [i, { tls }] of gateway.spec.servers.entries()) {
      const name = tls?.credentialName;
      if (!name || name.includes('://')) continue;
      const path = `spec.servers[${i}].tls.credentialName`;
      const at = gatewayName(name, pod.metadata.namespace ?? '');
      const secret = cluster.secrets?.get(`${at.namespace}/${at.name}`);
      const secretName = `${at.namespace}/${at.name}`;
      if (secret === undefined)
        yield { code: 'IST0101', path, args: { what: 'credential', name: secretName } };
      else if (secret.credential.state !== 'valid')
        yield { code: 'IST0161', path, args: { secret: secretName, why: whyNot(secret.credential) } };
    }
  },
});

function whyNot(credential: Exclude<Credential, { readonly state: 'valid' }>): string {
  switch (credential.state) {
    case 'incomplete':
      return `lacks ${credential.missing.join(' and ')}`;
    case 'unreadable':
      return 'holds a certificate that cannot be read';
    case 'expired':
      return `expired on ${new Date(credential.notAfter).toISOString().slice(0, 10)}`;
  }
}
