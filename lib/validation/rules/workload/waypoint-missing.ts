import { waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { ambientLabelFor } from './asks-for.ts';
import { workloadRule } from './each-workload.ts';

const label = 'metadata.labels["istio.io/use-waypoint"]';

/** A workload or Service that uses a waypoint which does not exist. */
const ofWorkloads = workloadRule({
  name: 'workload/waypoint-missing',
  codes: ['WEFT1207'],
  reads: ['Namespace', 'K8sGateway', 'Service'],
  *remarks(workload, cluster) {
    const use = waypointUse(cluster, workload.namespace, workload.labels);
    if (use === null || hasWaypoint(cluster, use)) return;
    const isHeeded = workload.proxy === 'ambient' || ambientLabelFor(cluster, workload) !== null;
    if (use.by === 'namespace' && !isHeeded) return;
    const args = { what: 'workload', waypoint: use.name, namespace: use.namespace };
    yield { code: 'WEFT1207', path: use.by === 'own' ? label : 'metadata.labels', args };
  },
});

export const waypointMissing: Rule = {
  ...ofWorkloads,
  *check(cluster, mesh) {
    yield* ofWorkloads.check(cluster, mesh);
    for (const service of objects(cluster, 'Service')) {
      const use = waypointUse(cluster, service.metadata.namespace ?? '', service.metadata.labels);
      if (use === null || use.by === 'namespace' || hasWaypoint(cluster, use)) continue;
      const { namespace = '', name } = service.metadata;
      const object = { cluster: cluster.id, group: '', kind: 'Service', namespace, name };
      const args = { what: 'service', waypoint: use.name, namespace: use.namespace };
      yield findingOf({ code: 'WEFT1207', path: label, args }, object);
    }
  },
};

/** A Gateway of that name, or a workload that is a waypoint's though its Gateway may not be known. */
const hasWaypoint = (cluster: ClusterSnapshot, use: { namespace: string; name: string }): boolean =>
  objectAt(cluster, 'K8sGateway', use.namespace, use.name) !== null ||
  workloads(cluster).get(`${use.namespace}/${use.name}`)?.waypoint === true;
