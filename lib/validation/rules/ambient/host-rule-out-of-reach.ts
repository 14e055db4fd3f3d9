import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { DestinationRuleSpec, TrafficPolicy, VirtualService } from '#lib/istio/networking-types.ts';
import { ambientKinds, namespaceInAmbient, waypointUse } from '#lib/mesh/ambient.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

/**
 * A VirtualService or DestinationRule for HTTP about a Service of an ambient namespace where no waypoint applies it: the
 * Service uses none, or the object lies in another namespace than the Service, where its waypoint does not look.
 */
export const hostRuleOutOfReach: Rule = {
  name: 'ambient/host-rule-out-of-reach',
  codes: ['WEFT1202', 'WEFT1203', 'WEFT1204'],
  reads: ['VirtualService', 'DestinationRule', 'Service', 'ServiceEntry', ...ambientKinds],
  mayRead: ['ConfigMap'],
  *check(cluster) {
    for (const route of objects(cluster, 'VirtualService')) {
      if (!isForMesh(route) || (route.spec?.http?.length ?? 0) === 0) continue;
      const object = refOf(cluster, 'VirtualService', route);
      for (const [i, host] of (route.spec?.hosts ?? []).entries()) {
        const remark = outOfReach(cluster, object, host, `spec.hosts[${i}]`);
        if (remark !== null) yield findingOf(remark, object);
      }
    }
    for (const rule of objects(cluster, 'DestinationRule')) {
      if (rule.spec === undefined || !needsLayer7(rule.spec)) continue;
      const object = refOf(cluster, 'DestinationRule', rule);
      const remark = outOfReach(cluster, object, rule.spec.host ?? '', 'spec.host');
      if (remark !== null) yield findingOf(remark, object);
    }
  },
};

const isForMesh = ({ spec }: VirtualService): boolean =>
  (spec?.gateways?.length ?? 0) === 0 || spec?.gateways?.includes('mesh') === true;

function needsLayer7({ trafficPolicy, subsets = [] }: DestinationRuleSpec): boolean {
  const policies = [trafficPolicy, ...(trafficPolicy?.portLevelSettings ?? [])];
  return subsets.length > 0 || policies.some((policy) => policy !== undefined && balancesRequests(policy));
}

const balancesRequests = ({ connectionPool, loadBalancer, outlierDetection }: TrafficPolicy): boolean =>
  connectionPool?.http !== undefined || loadBalancer !== undefined || outlierDetection !== undefined;

function outOfReach(cluster: ClusterSnapshot, object: ObjectRef, host: string, path: string): Remark | null {
  const own = object.namespace ?? '';
  const found = resolveHost(cluster, host, own);
  const args = { kind: object.kind, host };
  if (found?.kind === 'service' && namespaceInAmbient(cluster, found.namespace)) {
    const { namespace, service } = found;
    if (namespace !== own) return { code: 'WEFT1204', path, args: { ...args, namespace } };
    const used = waypointUse(cluster, namespace, service.metadata.labels);
    return used === null ? { code: 'WEFT1203', path, args } : null;
  }
  const labels = found?.kind === 'service-entry' ? found.entry.metadata.labels : undefined;
  const bare = namespaceInAmbient(cluster, own) && waypointUse(cluster, own, labels) === null;
  return bare ? { code: 'WEFT1202', path, args: { ...args, namespace: own } } : null;
}
