import type { JsonObject } from '#lib/core/json.ts';
import { waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { fixOf, placeAt } from '../fix.ts';
import { showObject } from '../shown-by.ts';

/** The service is told to use a waypoint that is not there: what the waypoint did, nobody does, and its telemetry stops. */
export const waypointMissing: Cause = {
  code: 'waypoint-missing',
  of: ['errors', 'stopped'],
  look(situation) {
    const { service, calleeCluster, symptom, edge } = situation;
    if (service === null || calleeCluster === null) return null;
    const namespace = service.metadata.namespace ?? '';
    const use = waypointUse(calleeCluster, namespace, service.metadata.labels);
    if (use === null) return null;
    const there = objectAt(calleeCluster, 'K8sGateway', use.namespace, use.name) !== null;
    const own = use.by === 'own';
    const holder = own ? service : objectAt(calleeCluster, 'Namespace', '', namespace);
    if (holder === null) return null;
    const object = refOf(calleeCluster, own ? 'Service' : 'Namespace', holder);
    const flows = situation.graph.edges.some(
      (other) =>
        other.source === edge.source && other.target === edge.target && other.reports.ztunnel !== null,
    );
    const path = 'metadata.labels["istio.io/use-waypoint"]';
    return {
      checks: [
        decisive(
          checked(
            !there,
            {
              yes: `It is told to use waypoint ${use.namespace}/${use.name}, which does not exist`,
              no: `Waypoint ${use.namespace}/${use.name} exists`,
            },
            { object, path, command: showObject(object) },
          ),
        ),
        checked(edge.reports.waypoint === null, {
          yes: 'No waypoint reports this edge',
          no: 'A waypoint reports this edge',
        }),
        ...(flows
          ? [confirmed('ztunnel still carries connections between the two: only who reads requests is gone')]
          : []),
        ...(symptom.kind === 'stopped' ? [confirmed('Traffic that was there is gone')] : []),
      ],
      culprit: { object, path },
      args: { waypoint: `${use.namespace}/${use.name}` },
      explains: symptom.kind === 'errors' ? symptom.errors : 0,
      fix: there ? null : fixOf(situation.snapshot, object, usingOnly(calleeCluster, use.namespace)),
    };
  },
};

/** The label that names the one waypoint there is in a namespace; nothing is written where there is none, or several. */
function usingOnly(cluster: ClusterSnapshot, namespace: string): (object: JsonObject) => void {
  const [only, ...others] = [...objects(cluster, 'K8sGateway', namespace)].filter(
    ({ spec }) => spec?.gatewayClassName === 'istio-waypoint',
  );
  return (object) => {
    const labels = placeAt(object, 'metadata.labels.any')?.parent;
    if (only !== undefined && others.length === 0 && labels !== undefined)
      labels['istio.io/use-waypoint'] = only.metadata.name;
  };
}
