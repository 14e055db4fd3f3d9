import type { K8sGateway } from '#lib/istio/gateway-api-types.ts';
import type { Gateway } from '#lib/istio/networking-types.ts';
import type { Credential } from '#lib/k8s/secret-facts.ts';
import { gatewayName } from './gateway-refs.ts';
import { selectPods } from './select-pods.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A Secret that a gateway serves with, and where its Gateway names it. */
export interface NamedCredential {
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** The hosts that it is for, as written. */
  readonly hosts: readonly string[];
}

/**
 * The Secrets that a Gateway's servers name. Istio looks for them where the gateway's pods are, not where the Gateway is
 * (istio.io, Gateway, ServerTLSSettings.credentialName); empty where no pod is selected, and for what is no Secret.
 */
export function credentialsOfGateway(
  cluster: ClusterSnapshot,
  { spec }: Gateway,
): readonly NamedCredential[] {
  const servers = spec?.servers ?? [];
  if (!servers.some(({ tls }) => tls?.credentialName)) return [];
  const pod = selectPods(cluster, spec?.selector ?? {}).next().value;
  if (pod === undefined) return [];
  return servers.flatMap(({ tls, hosts = [] }, i) => {
    const name = tls?.credentialName;
    if (!name || name.includes('://')) return [];
    const at = gatewayName(name, pod.metadata.namespace ?? '');
    return [{ ...at, path: `spec.servers[${i}].tls.credentialName`, hosts }];
  });
}

/** The same of a Gateway of the Gateway API: a reference without a namespace is to its own (GatewayTLSConfig.certificateRefs). */
export function credentialsOfListeners({ metadata, spec }: K8sGateway): readonly NamedCredential[] {
  return (spec?.listeners ?? []).flatMap(({ tls, hostname }, i) =>
    (tls?.certificateRefs ?? []).flatMap(({ group = '', kind = 'Secret', name, namespace }, j) =>
      group === '' && kind === 'Secret'
        ? [
            {
              namespace: namespace ?? metadata.namespace ?? '',
              name,
              path: `spec.listeners[${i}].tls.certificateRefs[${j}].name`,
              hosts: [hostname ?? '*'],
            },
          ]
        : [],
    ),
  );
}

/** The Secrets that a Gateway of either kind names. */
export const credentialsOf = (
  cluster: ClusterSnapshot,
  gateway: Gateway | K8sGateway,
): readonly NamedCredential[] =>
  isOfGatewayApi(gateway) ? credentialsOfListeners(gateway) : credentialsOfGateway(cluster, gateway);

const isOfGatewayApi = (gateway: Gateway | K8sGateway): gateway is K8sGateway =>
  gateway.apiVersion.startsWith('gateway.networking.k8s.io/');

/** What is known of a Secret that a Gateway names; null where it was not looked at. */
export function credentialAt(
  { secrets, credentials }: ClusterSnapshot,
  { namespace, name }: NamedCredential,
): Credential | null {
  const facts = credentials?.get(`${namespace}/${name}`);
  if (facts !== undefined) return facts.credential;
  return secrets === undefined ? null : { state: 'absent' };
}
