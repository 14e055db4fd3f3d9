import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ObjectOf } from '#lib/istio/kind-types.ts';
import { layer7Field } from '#lib/istio/layer7-policy.ts';
import type { TargetRef } from '#lib/istio/security-types.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** The kinds of policy that a waypoint enforces, and ztunnel does not. */
export const policyKinds = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
] as const;
type PolicyKind = (typeof policyKinds)[number];

interface PolicySpec {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

/** A policy that needs a proxy which reads HTTP. */
export interface Layer7Policy {
  readonly object: ObjectRef;
  readonly policy: KubeObject<PolicySpec>;
  readonly namespace: string;
  /** What in it needs such a proxy. */
  readonly field: string;
  /** What it is attached to; empty where it selects pods, or a whole namespace. */
  readonly targets: readonly TargetRef[];
}

/** Every policy of a cluster that only a proxy which reads HTTP can enforce. */
export function* layer7Policies(cluster: ClusterSnapshot): Generator<Layer7Policy> {
  yield* ofKind(cluster, 'AuthorizationPolicy', ({ spec }) => layer7Field(spec));
  yield* ofKind(cluster, 'RequestAuthentication', () => 'spec.jwtRules');
  yield* ofKind(cluster, 'Telemetry', ({ spec }) => {
    const part = parts.find((name) => (spec?.[name]?.length ?? 0) > 0);
    return part === undefined ? null : `spec.${part}`;
  });
  yield* ofKind(cluster, 'WasmPlugin', () => 'spec');
}

const parts = ['tracing', 'metrics', 'accessLogging'] as const;

function* ofKind<K extends PolicyKind>(
  cluster: ClusterSnapshot,
  kind: K,
  fieldOf: (object: ObjectOf<K>) => string | null,
): Generator<Layer7Policy> {
  for (const policy of objects(cluster, kind)) {
    const field = fieldOf(policy);
    if (field === null) continue;
    const { targetRef, targetRefs = [] } = policy.spec ?? {};
    const targets = targetRef === undefined ? targetRefs : [targetRef, ...targetRefs];
    const namespace = policy.metadata.namespace ?? '';
    yield { object: refOf(cluster, kind, policy), policy, namespace, field, targets };
  }
}
