import { fullHost } from '#lib/istio/hosts.ts';
import { labelsText } from '#lib/k8s/labels-text.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { type ResolvedHost, resolveHost } from '#lib/mesh/resolve-host.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

type Labels = Readonly<Record<string, string>>;

/**
 * A subset whose labels no pod behind the host has. Labels of the pod's node count too, as Istio adds them to its
 * endpoints (destinationrule.PodNotSelectedAnalyzer).
 */
export const subsetSelectsNoPod = objectRule({
  name: 'destination-rule/subset-selects-no-pod',
  codes: ['IST0173'],
  kind: 'DestinationRule',
  reads: ['Service', 'ServiceEntry', 'Pod', 'ConfigMap'],
  mayRead: ['Node'],
  *remarks(rule, cluster) {
    const { host = '', subsets = [] } = rule.spec ?? {};
    if (subsets.length === 0) return;
    const namespace = rule.metadata.namespace ?? '';
    const resolved = resolveHost(cluster, fullHost(host, namespace), namespace);
    if (resolved === null) return;
    const endpoints = [...endpointLabels(cluster, resolved)];
    for (const [i, { name, labels = {} }] of subsets.entries()) {
      // One without labels is every pod of the host.
      const every = Object.keys(labels).length === 0;
      if (every || endpoints.some((own) => matchesLabels(labels, own))) continue;
      const args = { subset: name, host, labels: labelsText(labels) };
      yield { code: 'IST0173', path: `spec.subsets[${i}]`, args };
    }
  },
});

function* endpointLabels(cluster: ClusterSnapshot, resolved: ResolvedHost): Generator<Labels> {
  if (resolved.kind === 'service') {
    const { selector } = resolved.service.spec ?? {};
    // Whose endpoints a Service without a selector has cannot be seen from it: any pod may be meant.
    const pods =
      selector === undefined ? selectPods(cluster, {}) : selectPods(cluster, selector, resolved.namespace);
    for (const pod of pods) yield withNode(cluster, pod);
    return;
  }
  const { workloadSelector, endpoints = [] } = resolved.entry.spec ?? {};
  for (const { labels = {} } of endpoints) yield labels;
  for (const pod of selectPods(cluster, workloadSelector?.labels ?? {}))
    yield { ...workloadSelector?.labels, ...withNode(cluster, pod) };
}

const topology = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

function withNode(cluster: ClusterSnapshot, pod: Pod): Labels {
  const own = pod.metadata.labels ?? {};
  const name = pod.spec?.nodeName;
  const node = name === undefined ? null : objectAt(cluster, 'Node', '', name);
  if (name === undefined || node === null) return own;
  const labels = node.metadata.labels ?? {};
  const placed = topology.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]]));
  return { ...own, ...Object.fromEntries(placed), 'kubernetes.io/hostname': name };
}
