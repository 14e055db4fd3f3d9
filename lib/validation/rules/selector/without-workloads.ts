import { labelsText } from '#lib/k8s/labels-text.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import { workloadKinds, workloads } from '#lib/mesh/workloads.ts';
import { objectsRule } from '../../rule.ts';

/**
 * A PeerAuthentication or RequestAuthentication whose selector no workload matches. One of the root namespace selects in all
 * namespaces, but a PeerAuthentication, which selects in its own.
 */
export const withoutWorkloads = objectsRule({
  name: 'selector/without-workloads',
  codes: ['WEFT1032'],
  kinds: ['PeerAuthentication', 'RequestAuthentication'],
  reads: [...workloadKinds, 'ConfigMap', 'Namespace'],
  *remarks(kind, { metadata, spec }, cluster) {
    const labels = spec?.selector?.matchLabels ?? {};
    if (Object.keys(labels).length === 0) return;
    const namespace = metadata.namespace ?? '';
    if (selectWorkloads(cluster, namespace, labels).length > 0) return;
    const everywhere =
      kind === 'RequestAuthentication' && meshConfigFor(cluster, namespace).rootNamespace === namespace;
    if (everywhere && [...workloads(cluster).values()].some((one) => matchesLabels(labels, one.labels)))
      return;
    const args = { labels: labelsText(labels), where: everywhere ? 'the mesh' : `namespace ${namespace}` };
    yield { code: 'WEFT1032', path: 'spec.selector.matchLabels', args };
  },
});
