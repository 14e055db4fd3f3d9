import type { ObjectRef } from '#lib/core/object-ref.ts';
import type {
  DestinationRule,
  DestinationRuleSpec,
  TrafficPolicy,
  VirtualService,
} from '#lib/istio/networking-types.ts';
import { ambientKinds, namespaceInAmbient, waypointUse } from '#lib/mesh/ambient.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectsRule, type Remark } from '../../rule.ts';

/**
 * A VirtualService or DestinationRule for HTTP about a Service of an ambient namespace where no waypoint applies it: the
 * Service uses none, or the object lies in another namespace than the Service, where its waypoint does not look.
 */
export const hostRuleOutOfReach = objectsRule({
  name: 'ambient/host-rule-out-of-reach',
  codes: ['WEFT1202', 'WEFT1203', 'WEFT1204'],
  kinds: ['VirtualService', 'DestinationRule'],
  reads: ['Service', 'ServiceEntry', ...ambientKinds],
  mayRead: ['ConfigMap'],
  *remarks(kind, object, cluster) {
    for (const { host, path } of hostsOf(object)) {
      const remark = outOfReach(cluster, refOf(cluster, kind, object), host, path);
      if (remark !== null) yield remark;
    }
  },
});

/** The hosts for which an object says something of HTTP that sidecars, or else waypoints, would do. */
function* hostsOf({
  spec = {},
}: VirtualService | DestinationRule): Generator<{ host: string; path: string }> {
  if ('host' in spec) {
    if (needsLayer7(spec)) yield { host: spec.host ?? '', path: 'spec.host' };
    return;
  }
  const { hosts = [], http = [], gateways = [] }: NonNullable<VirtualService['spec']> = spec;
  if (http.length === 0 || (gateways.length > 0 && !gateways.includes('mesh'))) return;
  for (const [i, host] of hosts.entries()) yield { host, path: `spec.hosts[${i}]` };
}

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
