import { waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt, refOf } from '#lib/mesh/objects.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
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
      fix: null,
    };
  },
};
