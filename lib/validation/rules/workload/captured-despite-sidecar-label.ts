import { sidecarLabelFor } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

/** A workload that a label asks sidecars for, while ztunnel carries its pods. */
export const capturedDespiteSidecarLabel = workloadRule({
  name: 'workload/captured-despite-sidecar-label',
  codes: ['WEFT1208'],
  reads: ['Namespace'],
  *remarks(workload, cluster) {
    if (workload.proxy !== 'ambient') return;
    const label = sidecarLabelFor(cluster, workload);
    if (label !== null) yield { code: 'WEFT1208', path: 'metadata.labels', args: { label } };
  },
});
