import { ambientLabelFor } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

/** A workload that is told to use a waypoint and is not in ambient: a sidecar sends past waypoints. */
export const waypointOutsideAmbient = workloadRule({
  name: 'workload/waypoint-outside-ambient',
  codes: ['WEFT1206'],
  reads: ['Namespace'],
  *remarks(workload, cluster) {
    const waypoint = workload.labels['istio.io/use-waypoint'];
    if (!waypoint || waypoint === 'none') return;
    if (workload.proxy === 'ambient' || ambientLabelFor(cluster, workload) !== null) return;
    yield { code: 'WEFT1206', path: 'metadata.labels["istio.io/use-waypoint"]', args: { waypoint } };
  },
});
