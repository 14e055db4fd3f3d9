import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { AuthorizationPolicy, RequestAuthentication, TargetRef } from '#lib/istio/security-types.ts';
import { deriveInNamespace } from './derive.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objects, refOf } from './objects.ts';
import { olderFirst, type PolicyScope, type PolicySubject, policyScope } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

export type AuthorizationAction = 'CUSTOM' | 'DENY' | 'ALLOW' | 'AUDIT';

/** An AuthorizationPolicy that a workload's proxy evaluates. */
export interface ApplyingPolicy {
  readonly object: ObjectRef;
  readonly policy: AuthorizationPolicy;
  readonly action: AuthorizationAction;
  readonly scope: PolicyScope | 'target';
}

/** The policies of a workload in the order in which they decide. */
export interface EffectiveAuthorization {
  readonly policies: readonly ApplyingPolicy[];
  /** Without any ALLOW policy whatever no DENY or CUSTOM policy stops is let in; with one, only what an ALLOW rule matches. */
  readonly allowsByDefault: boolean;
}

/** A Service or Gateway that policies can be attached to by `targetRefs`. */
export interface PolicyTarget {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const rank: Readonly<Record<AuthorizationAction, number>> = { CUSTOM: 0, DENY: 1, ALLOW: 2, AUDIT: 3 };

const sortedIn = deriveInNamespace(['AuthorizationPolicy'], (cluster, namespace) =>
  [...objects(cluster, 'AuthorizationPolicy', namespace)].sort(olderFirst),
);

/**
 * The AuthorizationPolicies that apply to a workload (its own namespace's and the root namespace's), with those attached
 * to `targets`, ordered CUSTOM, DENY, ALLOW as Envoy evaluates them (istio.io, authorization policy).
 */
export function effectiveAuthorization(
  cluster: ClusterSnapshot,
  subject: PolicySubject,
  targets: readonly PolicyTarget[] = [],
): EffectiveAuthorization {
  const { rootNamespace } = meshConfigOf(cluster);
  const namespaces = new Set([subject.namespace, rootNamespace]);
  const policies = [...namespaces]
    .flatMap((namespace) => sortedIn(cluster, namespace))
    .flatMap((policy): ApplyingPolicy[] => {
      const scope = scopeOf(policy, subject, rootNamespace, targets);
      if (scope === null) return [];
      const object = refOf(cluster, 'AuthorizationPolicy', policy);
      return [{ object, policy, scope, action: actionOf(policy.spec?.action) }];
    })
    .sort((a, b) => rank[a.action] - rank[b.action]);
  return { policies, allowsByDefault: !policies.some(({ action }) => action === 'ALLOW') };
}

/** The RequestAuthentications that apply to a workload: all of them count, tokens of any issuer named are valid. */
export function effectiveRequestAuthentications(
  cluster: ClusterSnapshot,
  subject: PolicySubject,
  targets: readonly PolicyTarget[] = [],
): readonly { readonly object: ObjectRef; readonly policy: RequestAuthentication }[] {
  const { rootNamespace } = meshConfigOf(cluster);
  return [...objects(cluster, 'RequestAuthentication')]
    .filter((policy) => scopeOf(policy, subject, rootNamespace, targets) !== null)
    .sort(olderFirst)
    .map((policy) => ({ policy, object: refOf(cluster, 'RequestAuthentication', policy) }));
}

function scopeOf(
  policy: AuthorizationPolicy | RequestAuthentication,
  subject: PolicySubject,
  rootNamespace: string,
  targets: readonly PolicyTarget[],
): PolicyScope | 'target' | null {
  const { targetRef, targetRefs = [] } = policy.spec ?? {};
  const refs = targetRef === undefined ? targetRefs : [targetRef, ...targetRefs];
  if (refs.length === 0) return policyScope(policy, subject, rootNamespace);
  const namespace = policy.metadata.namespace ?? '';
  return refs.some((ref) => targets.some((target) => means(ref, namespace, target))) ? 'target' : null;
}

function means(ref: TargetRef, namespace: string, target: PolicyTarget): boolean {
  return (
    (ref.group ?? '') === target.group &&
    ref.kind === target.kind &&
    ref.name === target.name &&
    namespace === target.namespace
  );
}

function actionOf(action: string | undefined): AuthorizationAction {
  return action === 'CUSTOM' || action === 'DENY' || action === 'AUDIT' ? action : 'ALLOW';
}
