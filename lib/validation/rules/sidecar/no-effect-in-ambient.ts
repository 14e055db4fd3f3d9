import { namespaceMode } from '#lib/istio/dataplane-mode.ts';
import { podInAmbient } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { objectRule } from '../../rule.ts';
import { labelsOf } from './sidecar-scope.ts';

/** A Sidecar for pods of ambient, which have no sidecar (sidecar.SelectorAnalyzer). */
export const noEffectInAmbient = objectRule({
  name: 'sidecar/no-effect-in-ambient',
  codes: ['IST0167'],
  kind: 'Sidecar',
  reads: ['Namespace', 'Pod'],
  *remarks(sidecar, cluster) {
    const namespace = sidecar.metadata.namespace ?? '';
    const labels = labelsOf(sidecar);
    if (Object.keys(labels).length === 0) {
      const own = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels;
      if (namespaceMode(own) !== 'ambient') return;
      yield {
        code: 'IST0167',
        path: 'metadata.namespace',
        args: { why: `namespace ${namespace} is in ambient` },
      };
      return;
    }
    const ambient = [...selectPods(cluster, labels, namespace)].filter(podInAmbient);
    // Always the same one is named: another would be another finding.
    const [first] = ambient.map((pod) => pod.metadata.name).sort();
    if (first === undefined) return;
    yield {
      code: 'IST0167',
      path: 'spec.workloadSelector.labels',
      args: { why: `pod ${first} is in ambient` },
    };
  },
});
