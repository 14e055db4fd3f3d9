import { labelsText } from '#lib/k8s/labels-text.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import { objectRule } from '../../rule.ts';

/** A Sidecar for pods that are not there (sidecar.SelectorAnalyzer). */
export const selectorWithoutPods = objectRule({
  name: 'sidecar/selector-without-pods',
  codes: ['IST0101'],
  kind: 'Sidecar',
  reads: ['Pod'],
  *remarks(sidecar, cluster) {
    const labels = sidecar.spec?.workloadSelector?.labels ?? {};
    if (Object.keys(labels).length === 0) return;
    if (selectsPods(cluster, labels, sidecar.metadata.namespace ?? '')) return;
    const args = { what: 'selector', name: labelsText(labels) };
    yield { code: 'IST0101', path: 'spec.workloadSelector.labels', args };
  },
});
