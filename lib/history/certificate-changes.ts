import { objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { Credential } from '#lib/k8s/secret-facts.ts';
import { credentialTrouble, dayOf } from '#lib/mesh/credential-trouble.ts';
import { credentialAt, credentialsOf } from '#lib/mesh/named-credentials.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeRecord } from './change-record.ts';

/**
 * Certificates of gateways that were renewed, ended or went between two snapshots, told of the Gateway that serves with them. What
 * was not known before is no change.
 */
export function* certificateChanges(
  old: ClusterSnapshot,
  cluster: ClusterSnapshot,
  now: EpochSeconds,
): Generator<ChangeRecord> {
  if (old.credentials === undefined || old.credentials === cluster.credentials) return;
  for (const kind of ['Gateway', 'K8sGateway'] as const) {
    for (const gateway of objects(cluster, kind)) {
      const object = refOf(cluster, kind, gateway);
      for (const named of credentialsOf(cluster, gateway)) {
        const [before, after] = [inWords(credentialAt(old, named)), inWords(credentialAt(cluster, named))];
        if (before === null || after === null || before === after) continue;
        const secret = `Secret ${named.namespace}/${named.name}`;
        yield {
          id: `${objectKey(object)}@${named.path}@${now}`,
          what: 'certificate',
          at: now,
          object,
          by: null,
          note: `${secret} ${after}`,
          fields: [{ path: named.path, before: `${secret} ${before}`, after: `${secret} ${after}` }],
          more: 0,
          seen: 'watched',
        };
      }
    }
  }
}

/** What holds of a Secret, as the rest of a sentence about it; null where it is not known. */
function inWords(credential: Credential | null): string | null {
  if (credential === null || credential.state === 'not-read') return null;
  if (credential.state === 'absent') return 'does not exist';
  return credential.state === 'valid'
    ? `holds a certificate until ${dayOf(credential.notAfter)}`
    : credentialTrouble(credential);
}
