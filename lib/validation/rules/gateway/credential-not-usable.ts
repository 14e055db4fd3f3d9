import { credentialTrouble } from '#lib/mesh/credential-trouble.ts';
import { credentialAt, credentialsOfGateway } from '#lib/mesh/named-credentials.ts';
import { objectRule, type Remark } from '../../rule.ts';

/** A credential of a Gateway that is not there, or that its pods cannot serve with (gateway.SecretAnalyzer). */
export const credentialNotUsable = objectRule({
  name: 'gateway/credential-not-usable',
  codes: ['IST0101', 'IST0161'],
  kind: 'Gateway',
  reads: ['Pod'],
  readsSecrets: 'credentials',
  *remarks(gateway, cluster): Generator<Remark> {
    for (const named of credentialsOfGateway(cluster, gateway)) {
      const { path } = named;
      const secret = `${named.namespace}/${named.name}`;
      const credential = credentialAt(cluster, named);
      const why = credential === null ? null : credentialTrouble(credential);
      if (credential?.state === 'absent')
        yield { code: 'IST0101', path, args: { what: 'credential', name: secret } };
      else if (why !== null) yield { code: 'IST0161', path, args: { secret, why } };
    }
  },
});
