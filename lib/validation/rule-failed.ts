import type { Finding } from '#lib/core/finding.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf, type Rule } from './rule.ts';

/** A failure of a rule as a finding of its own: on the object it was judging, or on none where it judges many at once. */
export function ruleFailed(
  cluster: ClusterSnapshot,
  { name }: Pick<Rule, 'name'>,
  judged: { readonly kind: KindName; readonly object: KubeObject } | null,
  error: unknown,
): Finding {
  const why = error instanceof Error ? error.message : String(error);
  const object =
    judged === null
      ? { cluster: cluster.id, group: '', kind: 'Rule', namespace: null, name }
      : refOf(cluster, judged.kind, judged.object);
  return findingOf({ code: 'WEFT0900', path: '', args: { rule: name, why } }, object);
}
