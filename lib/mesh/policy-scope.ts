import type { KubeObject } from '#lib/k8s/object.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';

interface Selecting {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: unknown;
  readonly targetRefs?: readonly unknown[];
}

/** A workload as policies select it. */
export interface PolicySubject {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** How far a policy reaches when it applies to a workload: the workload alone, its namespace, the mesh. */
export type PolicyScope = 'workload' | 'namespace' | 'mesh';

/**
 * Whether a security policy applies to a workload, and how far it reaches; null when it does not. Policies of the root
 * namespace reach every namespace, and one with a selector selects in all of them. A policy attached by `targetRefs`
 * acts at a waypoint or gateway, not at the workload's own proxy.
 */
export function policyScope(
  policy: KubeObject<Selecting>,
  subject: PolicySubject,
  rootNamespace: string,
): PolicyScope | null {
  const namespace = policy.metadata.namespace ?? '';
  const { selector, targetRef, targetRefs = [] } = policy.spec ?? {};
  if (targetRef !== undefined || targetRefs.length > 0) return null;
  if (namespace !== subject.namespace && namespace !== rootNamespace) return null;
  const wanted = selector?.matchLabels ?? {};
  if (Object.keys(wanted).length > 0) return matchesLabels(wanted, subject.labels) ? 'workload' : null;
  return namespace === rootNamespace ? 'mesh' : 'namespace';
}

/** Orders objects from the oldest: where two would decide, Istio keeps the older. */
export function olderFirst(a: KubeObject, b: KubeObject): number {
  const [x, y] = [a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? ''];
  return x < y ? -1 : x > y ? 1 : a.metadata.name < b.metadata.name ? -1 : 1;
}
