import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { PeerAuthentication } from '#lib/istio/security-types.ts';
import { deriveInNamespace } from './derive.ts';
import { meshConfigOf } from './mesh-config.ts';
import { objects, refOf } from './objects.ts';
import { olderFirst, type PolicySubject, policyScope } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

export type MtlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** What a workload demands of those who call it, and which object decides. */
export interface EffectivePeerAuthentication {
  readonly mode: MtlsMode;
  readonly from: 'port' | 'workload' | 'namespace' | 'mesh' | 'default';
  readonly object: ObjectRef | null;
  /** The deciding field; empty for the default. */
  readonly path: string;
}

const sortedIn = deriveInNamespace(['PeerAuthentication'], (cluster, namespace) =>
  [...objects(cluster, 'PeerAuthentication', namespace)].sort(olderFirst),
);

/**
 * The mTLS mode of a workload, on a container port where one is given: port before workload before namespace before mesh,
 * UNSET inherits, and without any policy PERMISSIVE (ComposePeerAuthentication, istio/istio
 * pilot/pkg/security/authn 86c9f01f). Port settings count only in policies that select workloads.
 */
export function effectivePeerAuthentication(
  cluster: ClusterSnapshot,
  subject: PolicySubject,
  port: number | null,
): EffectivePeerAuthentication {
  const { rootNamespace } = meshConfigOf(cluster);
  const namespaces = new Set([subject.namespace, rootNamespace]);
  const policies = [...namespaces].flatMap((namespace) => sortedIn(cluster, namespace));
  const applying = policies.map((policy) => ({
    policy,
    scope: scopeOf(policy, subject, rootNamespace),
  }));
  const first = (scope: 'workload' | 'namespace' | 'mesh') =>
    applying.find((candidate) => candidate.scope === scope)?.policy ?? null;
  const own = first('workload');
  const portMode =
    own === null || port === null ? null : modeOf(own.spec?.portLevelMtls?.[String(port)]?.mode);
  if (own !== null && portMode !== null) {
    const path = `spec.portLevelMtls.${port}.mode`;
    return { mode: portMode, from: 'port', object: refOf(cluster, 'PeerAuthentication', own), path };
  }
  for (const scope of ['workload', 'namespace', 'mesh'] as const) {
    const policy = first(scope);
    const mode = modeOf(policy?.spec?.mtls?.mode);
    if (policy === null || mode === null) continue;
    return {
      mode,
      from: scope,
      object: refOf(cluster, 'PeerAuthentication', policy),
      path: 'spec.mtls.mode',
    };
  }
  return { mode: 'PERMISSIVE', from: 'default', object: null, path: '' };
}

/** Unlike other policies, a PeerAuthentication with a selector selects in its own namespace only, the root namespace included. */
function scopeOf(policy: PeerAuthentication, subject: PolicySubject, rootNamespace: string) {
  const scope = policyScope(policy, subject, rootNamespace);
  return scope === 'workload' && policy.metadata.namespace !== subject.namespace ? null : scope;
}

function modeOf(mode: string | undefined): MtlsMode | null {
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : null;
}
