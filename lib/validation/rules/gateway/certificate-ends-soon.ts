import { plural } from '#lib/format/ellipsis.ts';
import { dayOf } from '#lib/mesh/credential-trouble.ts';
import { credentialAt, credentialsOf } from '#lib/mesh/named-credentials.ts';
import { objectsRule } from '../../rule.ts';

/** Certificates are renewed by machines a month before they end: two weeks before, something has failed. */
const soon = 14;

/** The certificate of a server or listener that has few days left. */
export const certificateEndsSoon = objectsRule({
  name: 'gateway/certificate-ends-soon',
  codes: ['WEFT0023'],
  kinds: ['Gateway', 'K8sGateway'],
  reads: ['Pod'],
  readsSecrets: 'credentials',
  *remarks(_, gateway, cluster) {
    for (const named of credentialsOf(cluster, gateway)) {
      const credential = credentialAt(cluster, named);
      if (credential?.state !== 'valid' || credential.daysLeft >= soon) continue;
      const args = {
        secret: `${named.namespace}/${named.name}`,
        ends: dayOf(credential.notAfter),
        left: credential.daysLeft < 1 ? 'less than a day' : plural(credential.daysLeft, 'day'),
      };
      yield { code: 'WEFT0023', path: named.path, args };
    }
  },
});
