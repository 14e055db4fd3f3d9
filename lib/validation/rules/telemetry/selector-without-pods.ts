import { labelsText } from '#lib/k8s/labels-text.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import { objectRule } from '../../rule.ts';

/** A Telemetry for pods that are not there (telemetry.SelectorAnalyzer). */
export const selectorWithoutPods = objectRule({
  name: 'telemetry/selector-without-pods',
  codes: ['IST0101'],
  kind: 'Telemetry',
  reads: ['Pod'],
  *remarks(telemetry, cluster) {
    const labels = telemetry.spec?.selector?.matchLabels ?? {};
    if (Object.keys(labels).length === 0) return;
    if (selectsPods(cluster, labels, telemetry.metadata.namespace ?? '')) return;
    const args = { what: 'selector', name: labelsText(labels) };
    yield { code: 'IST0101', path: 'spec.selector.matchLabels', args };
  },
});
