import { ambientLabelFor } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

/** A workload that a label asks ambient for, while its pods have sidecars: ztunnel leaves those alone. */
export const sidecarInAmbient = workloadRule({
  name: 'workload/sidecar-in-ambient',
  codes: ['WEFT1209'],
  reads: ['Namespace'],
  *remarks(workload, cluster) {
    if (workload.proxy !== 'sidecar') return;
    const what = ambientLabelFor(cluster, workload);
    if (what === null) return;
    yield { code: 'WEFT1209', path: 'metadata.labels', args: { what, namespace: workload.namespace } };
  },
});
