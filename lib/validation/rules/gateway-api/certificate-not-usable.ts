import { credentialTrouble } from '#lib/mesh/credential-trouble.ts';
import { credentialAt, credentialsOfListeners } from '#lib/mesh/named-credentials.ts';
import { objectRule } from '../../rule.ts';

/** A certificate of a listener that no client will take. That it is absent, the controller says in the listener's status. */
export const certificateNotUsable = objectRule({
  name: 'gateway-api/certificate-not-usable',
  codes: ['WEFT0024'],
  kind: 'K8sGateway',
  readsSecrets: 'credentials',
  *remarks(gateway, cluster) {
    for (const named of credentialsOfListeners(gateway)) {
      const credential = credentialAt(cluster, named);
      const why = credential === null ? null : credentialTrouble(credential);
      if (why === null) continue;
      const args = { secret: `${named.namespace}/${named.name}`, why };
      yield { code: 'WEFT0024', path: named.path, args };
    }
  },
});
