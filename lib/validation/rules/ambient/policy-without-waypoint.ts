import type { TargetRef } from '#lib/istio/security-types.ts';
import { ambientKinds, namespaceInAmbient, waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadKinds } from '#lib/mesh/workloads.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { type Layer7Policy, layer7Policies, policyKinds } from './layer-7-policies.ts';

/** A policy for HTTP in an ambient namespace about something that uses no waypoint: nothing there reads HTTP. */
export const policyWithoutWaypoint: Rule = {
  name: 'ambient/policy-without-waypoint',
  codes: ['WEFT1200'],
  reads: [...policyKinds, ...ambientKinds, 'Service', 'ServiceEntry', ...workloadKinds],
  *check(cluster) {
    for (const policy of layer7Policies(cluster)) {
      if (!namespaceInAmbient(cluster, policy.namespace)) continue;
      const bare = withoutWaypoint(cluster, policy);
      if (bare === null) continue;
      yield findingOf(
        { code: 'WEFT1200', path: policy.field, args: { kind: policy.object.kind, what: bare } },
        policy.object,
      );
    }
  },
};

/** What the policy is about and uses no waypoint, in words; null where all of it does. */
function withoutWaypoint(
  cluster: ClusterSnapshot,
  { policy, namespace, targets }: Layer7Policy,
): string | null {
  if (targets.length > 0) {
    const bare = targets.find((target) => !targetUsesWaypoint(cluster, namespace, target));
    return bare === undefined ? null : `${bare.kind} ${bare.name}`;
  }
  const labels = policy.spec?.selector?.matchLabels ?? {};
  const selected = selectWorkloads(cluster, namespace, labels);
  if (selected.length === 0) {
    return waypointUse(cluster, namespace, undefined) === null ? `namespace ${namespace}` : null;
  }
  const bare = selected.find((workload) => !workloadUsesWaypoint(cluster, workload));
  return bare === undefined ? null : `workload ${bare.name}`;
}

/** A Gateway or GatewayClass that is targeted is the waypoint itself. */
function targetUsesWaypoint(cluster: ClusterSnapshot, own: string, target: TargetRef): boolean {
  const kind = target.kind === 'Service' || target.kind === 'ServiceEntry' ? target.kind : null;
  if (kind === null) return true;
  const namespace = target.namespace ?? own;
  const object = objectAt(cluster, kind, namespace, target.name ?? '');
  return waypointUse(cluster, namespace, object?.metadata.labels) !== null;
}

function workloadUsesWaypoint(cluster: ClusterSnapshot, { namespace, labels }: Workload): boolean {
  return (
    waypointUse(cluster, namespace, labels) !== null ||
    servicesSelecting(cluster, namespace, labels).some(
      ({ metadata }) => waypointUse(cluster, namespace, metadata.labels) !== null,
    )
  );
}
