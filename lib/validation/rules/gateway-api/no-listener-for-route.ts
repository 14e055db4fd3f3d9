import type { K8sRoute, Listener, ParentRef } from '#lib/istio/gateway-api-types.ts';
import { hostsOverlap } from '#lib/istio/hosts.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectsRule, type Remark } from '../../rule.ts';
import { routeKinds } from './route-kinds.ts';

type RouteKind = (typeof routeKinds)[number];

/** The kinds of routes that listeners of a protocol take (Gateway API, ProtocolType); other protocols are not judged. */
const kindsOf: ReadonlyMap<string, readonly RouteKind[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
]);

/** A route at a Gateway of which no listener has the protocol for its kind, or the host of one of its hostnames. */
export const noListenerForRoute = objectsRule({
  name: 'gateway-api/no-listener-for-route',
  codes: ['WEFT0018'],
  kinds: routeKinds,
  reads: ['K8sGateway'],
  *remarks(kind, route, cluster): Generator<Remark> {
    const own = route.metadata.namespace ?? '';
    for (const [i, parent] of (route.spec?.parentRefs ?? []).entries()) {
      const listeners = listenersOf(cluster, parent, own);
      const why = whyNone(kind, route, listeners);
      if (why === null) continue;
      const gateway = `${parent.namespace ?? own}/${parent.name}`;
      const has = [...new Set(listeners.map((one) => (why === 'kind' ? one.protocol : one.hostname) ?? ''))];
      const hosts = (route.spec?.hostnames ?? []).join(', ');
      const args = { gateway, why, kind, hosts, has: has.join(', ') };
      yield { code: 'WEFT0018', path: `spec.parentRefs[${i}].name`, args };
    }
  },
});

/** The listeners that a reference means; none where it means no Gateway that is there. */
function listenersOf(cluster: ClusterSnapshot, parent: ParentRef, own: string): readonly Listener[] {
  if ((parent.kind ?? 'Gateway') !== 'Gateway') return [];
  const gateway = objectAt(cluster, 'K8sGateway', parent.namespace ?? own, parent.name);
  return (gateway?.spec?.listeners ?? []).filter(
    ({ name, port }) =>
      (parent.sectionName === undefined || parent.sectionName === name) &&
      (parent.port === undefined || parent.port === port),
  );
}

function whyNone(
  kind: RouteKind,
  { spec }: K8sRoute,
  listeners: readonly Listener[],
): 'kind' | 'host' | null {
  if (listeners.length === 0) return null;
  const fitting = listeners.filter(({ protocol = '' }) => kindsOf.get(protocol)?.includes(kind) ?? true);
  if (fitting.length === 0) return 'kind';
  const hostnames = kind === 'TCPRoute' ? [] : (spec?.hostnames ?? []);
  // Without a hostname a listener takes every host, and a route those of its listener.
  const served = fitting.some(
    ({ hostname }) => !hostname || hostnames.some((host) => hostsOverlap(host, hostname)),
  );
  return hostnames.length === 0 || served ? null : 'host';
}
