import { labelsText } from '#lib/k8s/labels-text.ts';
import { podInMesh } from '#lib/mesh/in-mesh.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

type Labels = Readonly<Record<string, string>>;

/** An AuthorizationPolicy that no pod of the mesh is under (authz.AuthorizationPoliciesAnalyzer). */
export const noWorkloads = objectRule({
  name: 'authorization-policy/no-workloads',
  codes: ['IST0127'],
  kind: 'AuthorizationPolicy',
  reads: ['Pod', 'Namespace', 'ConfigMap'],
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
    const where = meshWide ? 'the mesh' : `namespace ${namespace}`;
    const which = selector === undefined ? '' : ` with ${labelsText(labels)}`;
    yield { code: 'IST0127', path, args: { where, which } };
  },
});

function anyInMesh(cluster: ClusterSnapshot, labels: Labels, namespace: string | undefined): boolean {
  for (const pod of selectPods(cluster, labels, namespace)) if (podInMesh(cluster, pod)) return true;
  return false;
}
