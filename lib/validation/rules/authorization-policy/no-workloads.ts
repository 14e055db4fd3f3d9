import { labelsText } from '#lib/k8s/labels-text.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { podInMesh } from '#lib/mesh/in-mesh.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadKinds, workloads } from '#lib/mesh/workloads.ts';
import { objectRule } from '../../rule.ts';

type Labels = Readonly<Record<string, string>>;

/** An AuthorizationPolicy that no pod of the mesh is under (authz.AuthorizationPoliciesAnalyzer). */
export const noWorkloads = objectRule({
  name: 'authorization-policy/no-workloads',
  codes: ['IST0127'],
  kind: 'AuthorizationPolicy',
  reads: ['Pod', 'Namespace', 'ConfigMap'],
  mayRead: workloadKinds,
  *remarks(policy, cluster) {
    const { selector, targetRef, targetRefs = [] } = policy.spec ?? {};
    // What is attached to a Service or gateway is not for pods by their labels.
    if (targetRef !== undefined || targetRefs.length > 0) return;
    const namespace = policy.metadata.namespace ?? '';
    const meshWide = namespace === meshConfigOf(cluster).rootNamespace;
    if (meshWide && selector === undefined) return;
    const labels = selector?.matchLabels ?? {};
    if (anyInMesh(cluster, labels, meshWide ? undefined : namespace)) return;
    const path = selector === undefined ? 'metadata.namespace' : 'spec.selector';
    const what =
      selector === undefined
        ? 'namespace'
        : anyWorkload(cluster, labels, namespace, meshWide)
          ? 'outside'
          : 'selector';
    const where = meshWide ? 'the mesh' : `namespace ${namespace}`;
    const which = selector === undefined ? '' : ` with ${labelsText(labels)}`;
    yield { code: 'IST0127', path, args: { what, where, which } };
  },
});

function anyInMesh(cluster: ClusterSnapshot, labels: Labels, namespace: string | undefined): boolean {
  for (const pod of selectPods(cluster, labels, namespace)) if (podInMesh(cluster, pod)) return true;
  return false;
}

/** Whether a selector has workloads, in the mesh or not. */
function anyWorkload(
  cluster: ClusterSnapshot,
  labels: Labels,
  namespace: string,
  meshWide: boolean,
): boolean {
  if (!meshWide) return selectWorkloads(cluster, namespace, labels).length > 0;
  return [...workloads(cluster).values()].some((workload) => matchesLabels(labels, workload.labels));
}
