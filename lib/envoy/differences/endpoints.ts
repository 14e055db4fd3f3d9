import type { Service } from '#lib/k8s/workload-types.ts';
import { declaredEndpoints } from '#lib/mesh/declared-endpoints.ts';
import { effectiveDestinationRule } from '#lib/mesh/effective-destination-rule.ts';
import { meshConfigOf, meshNetworksOf } from '#lib/mesh/mesh-config.ts';
import { objectAt, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { EnvoyCluster } from '../clusters.ts';
import type { Difference } from '../difference.ts';
import { type ProxyPlace, someOfThem } from './proxy-place.ts';

/**
 * Ready endpoints that a proxy's cluster lacks, and hosts that it would still choose though no EndpointSlice names them. Clusters
 * whose hosts are not those of the EndpointSlices are left out: headless Services (ORIGINAL_DST), ServiceEntries, Services whose
 * traffic stays on the node, or goes to a waypoint from gateways. In a mesh of several networks hosts of other clusters are no difference.
 */
export function endpointDifferences(
  place: ProxyPlace,
  clusters: readonly EnvoyCluster[],
): readonly Difference[] {
  return clusters.flatMap((cluster) => {
    const declared = declaredFor(place, cluster);
    if (declared === null) return [];
    const { service, ready, all } = declared;
    const known = new Set(cluster.hosts.map(({ address }) => address));
    const lacking = [...ready].filter((address) => !known.has(address));
    const gone = spansNetworks(place.cluster)
      ? []
      : cluster.hosts.filter(({ address, health }) => health === 'HEALTHY' && !all.has(address));
    const object = refOf(place.cluster, 'Service', service);
    const name = nameOf(cluster);
    return [
      ...(lacking.length === 0
        ? []
        : [
            {
              code: 'endpoint-lacking' as const,
              level: 'fail' as const,
              says: `${name}: the proxy does not know ${lacking.length} of ${ready.size} ready endpoints (${someOfThem(lacking)}).`,
              object,
              path: '',
            },
          ]),
      ...(gone.length === 0
        ? []
        : [
            {
              code: 'endpoint-gone' as const,
              level: 'warn' as const,
              says: `${name}: the proxy still sends to ${someOfThem(gone.map(({ address }) => address))}, which no EndpointSlice of this cluster names.`,
              object,
              path: '',
            },
          ]),
    ];
  });
}

const nameOf = ({ host, port, subset }: EnvoyCluster): string =>
  `${host}:${port}${subset === null ? '' : `, subset ${subset}`}`;

function declaredFor({ cluster, caller }: ProxyPlace, { direction, host, port, subset }: EnvoyCluster) {
  if (direction !== 'outbound' || port === null) return null;
  const resolved = resolveHost(cluster, host, caller.namespace);
  if (resolved?.kind !== 'service' || !isBalanced(resolved.service)) return null;
  const { service, namespace } = resolved;
  const rule = subset === null ? null : effectiveDestinationRule(cluster, resolved.host, namespace, caller);
  const chosen = subset === null ? undefined : rule?.subsets.get(subset)?.subset;
  if (subset !== null && chosen === undefined) return null;
  const declared = declaredEndpoints(
    cluster,
    service,
    port,
    chosen === undefined ? null : (chosen.labels ?? {}),
  );
  return declared === null ? null : { service, ...declared };
}

/** Whether proxies are told of all its endpoints. */
const isBalanced = ({ spec, metadata }: Service): boolean =>
  metadata.labels?.['istio.io/ingress-use-waypoint'] !== 'true' &&
  spec?.clusterIP !== 'None' &&
  spec?.type !== 'ExternalName' &&
  spec?.internalTrafficPolicy !== 'Local';

/** Whether the mesh says that it has networks, as istiod is told of by its namespace's label or by `meshNetworks` (istio.io, multicluster). */
function spansNetworks(cluster: ClusterSnapshot): boolean {
  const { rootNamespace } = meshConfigOf(cluster);
  const labels = objectAt(cluster, 'Namespace', '', rootNamespace)?.metadata.labels;
  return labels?.['topology.istio.io/network'] !== undefined || meshNetworksOf(cluster) !== null;
}
