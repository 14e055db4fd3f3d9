import {
  effectiveAuthorization,
  effectiveRequestAuthentications,
  type PolicyTarget,
} from './effective-authorization.ts';
import { effectivePeerAuthentication } from './effective-peer-authentication.ts';
import type { Governing } from './governing-object.ts';
import { authorizationSays } from './governing-says.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import type { Workload } from './workloads.ts';

/** The security policies of a destination, as its proxy (or waypoint) meets them: mTLS, tokens, authorization. */
export function policiesOf(
  cluster: ClusterSnapshot,
  workload: Workload,
  service: { readonly namespace: string; readonly name: string } | null,
): readonly Governing[] {
  const targets: readonly PolicyTarget[] =
    service === null ? [] : [{ group: '', kind: 'Service', ...service }];
  const peer = effectivePeerAuthentication(cluster, workload, null);
  const { policies } = effectiveAuthorization(cluster, workload, targets);
  return [
    ...(peer.object === null
      ? []
      : [
          {
            object: peer.object,
            role: 'peer-authentication' as const,
            path: peer.path,
            says: `${peer.mode} for the ${peer.from}`,
          },
        ]),
    ...effectiveRequestAuthentications(cluster, workload, targets).map(({ object, policy }) => ({
      object,
      role: 'request-authentication' as const,
      path: 'spec.jwtRules',
      says: `tokens of ${(policy.spec?.jwtRules ?? []).map((rule) => rule.issuer ?? 'an unnamed issuer').join(', ') || 'no issuer'}`,
    })),
    ...policies.map((applying) => ({
      object: applying.object,
      role: 'authorization-policy' as const,
      path: 'spec.rules',
      says: authorizationSays(applying),
    })),
  ];
}
