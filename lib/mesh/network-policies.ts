import type { ObjectRef } from '#lib/core/object-ref.ts';
import { judgeNetwork } from './judge-network.ts';
import { endOfPods } from './network-end.ts';
import type { PolicySubject } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A NetworkPolicy that admits an end of a connection to none of the pods that it selects, and the list that does not. */
export interface Barring {
  readonly object: ObjectRef;
  readonly path: 'spec.ingress' | 'spec.egress';
}

/**
 * The NetworkPolicies that keep a caller's packets from a callee for certain. `to` null is outside of the cluster. A rule for
 * addresses may admit anybody, for whose address one end has is not looked at; nor are ports, unless one is given, as 15008,
 * through which all of ambient travels.
 */
export function policiesBarring(
  cluster: ClusterSnapshot,
  from: PolicySubject,
  to: PolicySubject | null,
  port: number | null = null,
): readonly Barring[] {
  const connection = { from: endOfPods(from), to: endOfPods(to), port, protocol: 'TCP' } as const;
  // What comes in is the callee's own to open, so it is told first.
  return judgeNetwork(cluster, connection)
    .filter(({ admits }) => admits === false)
    .reverse()
    .flatMap(({ direction, policies }) =>
      policies.map(({ object }) => ({ object, path: `spec.${direction}` as const })),
    );
}
