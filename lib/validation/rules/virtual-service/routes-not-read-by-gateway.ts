import { hostsOverlap } from '#lib/istio/hosts.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { type RouteList, routesOfServer } from '#lib/istio/routes-of-server.ts';
import { findGateway, hostsOfServer } from '#lib/mesh/gateway-refs.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule, type Remark } from '../../rule.ts';

const lists = ['http', 'tls', 'tcp'] as const;

/**
 * Routes at a gateway whose servers for these hosts do not read such routes: http where TLS is passed on unseen, tls where it
 * ends. Said of the gateway where it reads none of them, of the routes where no gateway reads them.
 */
export const routesNotReadByGateway = objectRule({
  name: 'virtual-service/routes-not-read-by-gateway',
  codes: ['WEFT0015'],
  kind: 'VirtualService',
  reads: ['Gateway', 'K8sGateway'],
  *remarks(service, cluster): Generator<Remark> {
    const written = lists.filter((list) => (service.spec?.[list] ?? []).length > 0);
    const gateways = service.spec?.gateways ?? [];
    const reads = gateways.map((gateway) => readBy(cluster, service, gateway));
    const useful = (at: ReadonlySet<RouteList> | null) => at === null || written.some((list) => at.has(list));
    for (const [i, at] of reads.entries()) {
      if (at === null || useful(at)) continue;
      const args = { gateway: gateways[i] ?? '', has: written.join(', '), reads: [...at].join(', ') };
      yield { code: 'WEFT0015', path: `spec.gateways[${i}]`, args };
    }
    if (written.length < 2 || !reads.some((at) => at !== null && useful(at))) return;
    for (const list of written) {
      if (reads.some((at) => at === null || at.has(list))) continue;
      const args = { gateway: gateways.join(', '), has: list, reads: textOf(reads) };
      yield { code: 'WEFT0015', path: `spec.${list}`, args, level: 'warning' };
    }
  },
});

/** What the servers of a gateway for hosts of a VirtualService read; null for sidecars, and where that is not known. */
function readBy(
  cluster: ClusterSnapshot,
  { spec, metadata: { namespace = '' } }: VirtualService,
  gateway: string,
): ReadonlySet<RouteList> | null {
  const named = gateway === 'mesh' ? null : findGateway(cluster, gateway, namespace);
  if (named?.kind !== 'istio') return null;
  const servers = (named.gateway.spec?.servers ?? []).filter((server) =>
    hostsOfServer(server, named.namespace, namespace).some((own) =>
      (spec?.hosts ?? []).some((host) => hostsOverlap(own, host)),
    ),
  );
  const read = servers.map(routesOfServer);
  return read.length === 0 || read.includes(null) ? null : new Set(read.filter((list) => list !== null));
}

const textOf = (reads: readonly (ReadonlySet<RouteList> | null)[]): string =>
  [...new Set(reads.flatMap((at) => [...(at ?? [])]))].join(', ');
