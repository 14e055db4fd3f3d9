import { shellWord } from '#lib/format/shell-word.ts';
import type { K8sGateway } from '#lib/istio/gateway-api-types.ts';
import type { Gateway } from '#lib/istio/networking-types.ts';
import type { Credential } from '#lib/k8s/secret-facts.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { credentialTrouble } from '#lib/mesh/credential-trouble.ts';
import { credentialAt, credentialsOf, type NamedCredential } from '#lib/mesh/named-credentials.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';

/**
 * Traffic through a gateway stopped because clients do not take its certificate: the handshake fails before there is a request,
 * so nothing is counted and nothing fails.
 */
export const gatewayCertificate: Cause = {
  code: 'gateway-certificate',
  of: ['stopped'],
  look({ symptom, caller, callerCluster }) {
    if (symptom.kind !== 'stopped' || caller === null || callerCluster === null) return null;
    const served = [...certificatesOf(callerCluster, caller)];
    const worst = served.find(({ trouble }) => trouble !== null) ?? served[0];
    if (worst === undefined) return null;
    const { named, object, trouble, credential } = worst;
    const secret = `${named.namespace}/${named.name}`;
    return {
      checks: [
        confirmed('Traffic that was there is gone, and nobody reports errors'),
        decisive(
          checked(
            credential === null || credential.state === 'not-read' ? null : trouble !== null,
            {
              yes: `Secret ${secret}, which the gateway serves ${named.hosts.join(', ')} with, ${trouble}`,
              no: `Secret ${secret} holds a certificate that is valid`,
              unknown: `What Secret ${secret} holds is not known: Weft may not read it`,
            },
            {
              object,
              path: named.path,
              command: `kubectl -n ${shellWord(named.namespace)} get secret ${shellWord(named.name)} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -dates`,
            },
          ),
        ),
      ],
      culprit: { object, path: named.path },
      args: { secret, trouble: trouble ?? 'may hold a certificate that clients do not take' },
      explains: 0,
      fix: null,
    };
  },
};

interface Served {
  readonly named: NamedCredential;
  readonly object: ReturnType<typeof refOf>;
  readonly credential: Credential | null;
  readonly trouble: string | null;
}

/** What a gateway workload serves with, by the Gateways that select it, or that it was deployed for. */
function* certificatesOf(cluster: ClusterSnapshot, { namespace, labels }: Workload): Generator<Served> {
  const served = (named: NamedCredential, object: Served['object']): Served => {
    const credential = credentialAt(cluster, named);
    const trouble =
      credential?.state === 'absent' ? 'does not exist' : credential && credentialTrouble(credential);
    return { named, object, credential, trouble };
  };
  const of = (kind: 'Gateway' | 'K8sGateway', gateway: Gateway | K8sGateway) =>
    credentialsOf(cluster, gateway).map((named) => served(named, refOf(cluster, kind, gateway)));
  for (const gateway of objects(cluster, 'Gateway')) {
    if (gateway.spec?.selector !== undefined && matchesLabels(gateway.spec.selector, labels))
      yield* of('Gateway', gateway);
  }
  for (const gateway of objects(cluster, 'K8sGateway')) {
    const name = labels['gateway.networking.k8s.io/gateway-name'];
    if (gateway.metadata.namespace === namespace && gateway.metadata.name === name)
      yield* of('K8sGateway', gateway);
  }
}
