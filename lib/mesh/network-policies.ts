import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '#lib/k8s/network-policy-types.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import { objectAt, objects, refOf } from './objects.ts';
import type { PolicySubject } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A NetworkPolicy that admits an end of a connection to none of the pods that it selects, and the list that does not. */
export interface Barring {
  readonly object: ObjectRef;
  readonly path: 'spec.ingress' | 'spec.egress';
}

/**
 * The NetworkPolicies that keep a caller's packets from a callee: where policies select an end for a direction, one of their
 * rules must admit the other end (kubernetes.io, concepts/services-networking/network-policies). `to` null is outside of the
 * cluster. A rule for addresses may admit anybody, for whose address one end has is not looked at; nor are ports, unless one
 * is given, as 15008, through which all of ambient travels.
 */
export function policiesBarring(
  cluster: ClusterSnapshot,
  from: PolicySubject,
  to: PolicySubject | null,
  port: number | null = null,
): readonly Barring[] {
  const inbound = to === null ? [] : selecting(cluster, to, 'Ingress');
  const outbound = selecting(cluster, from, 'Egress');
  const lets = (
    policy: NetworkPolicy,
    peers: readonly NetworkPolicyPeer[] | undefined,
    other: PolicySubject | null,
  ) =>
    peers === undefined || peers.length === 0 || peers.some((peer) => admits(cluster, policy, peer, other));
  const admitted = inbound.some((policy) =>
    policy.spec?.ingress?.some((rule) => lets(policy, rule.from, from) && opens(rule.ports, port)),
  );
  const released = outbound.some((policy) =>
    policy.spec?.egress?.some((rule) => lets(policy, rule.to, to) && opens(rule.ports, port)),
  );
  const barring = (policies: readonly NetworkPolicy[], path: Barring['path']) =>
    policies.map((policy) => ({ object: refOf(cluster, 'NetworkPolicy', policy), path }));
  return [
    ...(admitted ? [] : barring(inbound, 'spec.ingress')),
    ...(released ? [] : barring(outbound, 'spec.egress')),
  ];
}

/** Whether a rule opens a port. A port by name may be any. */
function opens(ports: readonly NetworkPolicyPort[] | undefined, wanted: number | null): boolean {
  if (wanted === null || !Array.isArray(ports) || ports.length === 0) return true;
  return ports.some((each) => {
    const { port, endPort } = each ?? {};
    return typeof port !== 'number' || (wanted >= port && wanted <= (endPort ?? port));
  });
}

function selecting(
  cluster: ClusterSnapshot,
  { namespace, labels }: PolicySubject,
  direction: 'Ingress' | 'Egress',
): readonly NetworkPolicy[] {
  return [...objects(cluster, 'NetworkPolicy', namespace)].filter(
    (policy) =>
      typesOf(policy).includes(direction) && matchesSelector(policy.spec?.podSelector ?? {}, labels),
  );
}

/** Without `policyTypes` a policy is about what comes in, and about what goes out where it has rules for that. */
const typesOf = ({ spec }: NetworkPolicy): readonly string[] =>
  Array.isArray(spec?.policyTypes)
    ? spec.policyTypes
    : spec?.egress === undefined
      ? ['Ingress']
      : ['Ingress', 'Egress'];

function admits(
  cluster: ClusterSnapshot,
  policy: NetworkPolicy,
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  other: PolicySubject | null,
): boolean {
  if (ipBlock !== undefined) return true;
  if (other === null) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? other.namespace === policy.metadata.namespace
      : matchesSelector(
          namespaceSelector,
          objectAt(cluster, 'Namespace', '', other.namespace)?.metadata.labels,
        );
  return inNamespace && matchesSelector(podSelector ?? {}, other.labels);
}
