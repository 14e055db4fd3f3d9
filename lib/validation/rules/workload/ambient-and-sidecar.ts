import { asksForBoth, labelsOf, sidecarLabel } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

/** A workload whose labels, or those of its namespace, ask for a sidecar and for ambient at once. */
export const ambientAndSidecar = workloadRule({
  name: 'workload/ambient-and-sidecar',
  codes: ['WEFT1205'],
  reads: ['Namespace'],
  *remarks({ namespace, labels }, cluster) {
    const path = 'metadata.labels';
    if (asksForBoth(labels)) {
      yield { code: 'WEFT1205', path, args: { whose: 'its own labels', label: sidecarLabel(labels) ?? '' } };
      return;
    }
    const ofNamespace = labelsOf(cluster, namespace);
    const decided = labels['istio.io/dataplane-mode'] ?? labels['sidecar.istio.io/inject'];
    if (decided !== undefined || !asksForBoth(ofNamespace)) return;
    const args = { whose: `the labels of namespace ${namespace}`, label: sidecarLabel(ofNamespace) ?? '' };
    yield { code: 'WEFT1205', path, args };
  },
});
