import type { FindingLevel } from '#lib/core/finding.ts';
import { exportScope } from '#lib/istio/export-scope.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { resolveHost, visibilityOf } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule, type Remark } from '../../rule.ts';
import { gatewayKinds, gatewayNamespaces, isForMesh } from './gateway-namespaces.ts';
import { resolvedDestinations } from './resolve-destination.ts';

/**
 * A route to a host that some of those who use the route do not see: the gateway's pods, or sidecars of other namespaces.
 * Their proxies have no such cluster.
 */
export const hostHiddenFromCallers = objectRule({
  name: 'virtual-service/host-hidden-from-callers',
  codes: ['WEFT0016'],
  kind: 'VirtualService',
  reads: ['Service', 'ServiceEntry', 'ConfigMap', ...gatewayKinds],
  *remarks(service, cluster): Generator<Remark> {
    for (const { path, host, resolved } of resolvedDestinations(cluster, service)) {
      const seenIn = resolved === null ? null : visibilityOf(cluster, resolved);
      if (seenIn === null || seenIn.has('*')) continue;
      const blind = whoCannotSee(cluster, service, seenIn);
      if (blind === null) continue;
      const args = { host, callers: blind.callers, seen: [...seenIn].join(', ') };
      yield { code: 'WEFT0016', path: `${path}.host`, args, level: blind.level };
    }
  },
});

function whoCannotSee(
  cluster: ClusterSnapshot,
  service: VirtualService,
  seenIn: ReadonlySet<string>,
): { readonly callers: string; readonly level: FindingLevel } | null {
  const gateways = gatewayNamespaces(cluster, service).filter((namespace) => !seenIn.has(namespace));
  if (gateways.length > 0)
    return { callers: `the gateway in namespace ${gateways.join(', ')}`, level: 'error' };
  if (!isForMesh(service)) return null;
  const users = usedIn(cluster, service);
  // Whether anybody calls from there is not known.
  if (users.has('*')) return { callers: 'every other namespace', level: 'warning' };
  const others = [...users].filter((namespace) => !seenIn.has(namespace));
  return others.length === 0 ? null : { callers: `namespace ${others.join(', ')}`, level: 'warning' };
}

/** The namespaces whose sidecars use a VirtualService: they see it and one of its hosts. */
function usedIn(
  cluster: ClusterSnapshot,
  { spec, metadata: { namespace = '' } }: VirtualService,
): ReadonlySet<string> {
  const { defaultVirtualServiceExportTo } = meshConfigOf(cluster);
  const exported = exportScope(
    spec?.exportTo?.length ? spec.exportTo : defaultVirtualServiceExportTo,
    namespace,
  );
  const hosts = new Set(
    (spec?.hosts ?? []).flatMap((host) => {
      const resolved = resolveHost(cluster, host, namespace);
      // Hosts of no Service are not hidden from anybody.
      return resolved === null ? ['*'] : [...visibilityOf(cluster, resolved)];
    }),
  );
  if (exported.has('*')) return hosts;
  return hosts.has('*') ? exported : new Set([...exported].filter((scope) => hosts.has(scope)));
}
