import type { K8sGateway, Listener, ParentRef } from '#lib/istio/gateway-api-types.ts';
import { hostWithin } from '#lib/istio/hosts.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import { derive } from '#lib/mesh/derive.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import { olderFirst } from '#lib/mesh/policy-scope.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { RoutedRequest } from './request.ts';
import type { AttachedRoute, RouteKind } from './route-by-gateway-api.ts';

const kinds: readonly RouteKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

/** By parent, as `Service/namespace/name` or `Gateway/namespace/name`; the oldest first. */
const byParent = derive(kinds, (cluster): ReadonlyMap<string, readonly AttachedRoute[]> => {
  const found = new Map<string, AttachedRoute[]>();
  for (const kind of kinds) {
    for (const route of [...objects(cluster, kind)].sort(olderFirst)) {
      const parents = (route.spec?.parentRefs ?? []).map((parent) =>
        parentKey(parent, route.metadata.namespace ?? ''),
      );
      for (const key of new Set(parents)) found.set(key, [...(found.get(key) ?? []), { kind, route }]);
    }
  }
  return found;
});

const parentKey = ({ kind = 'Gateway', namespace, name }: ParentRef, own: string): string =>
  `${kind}/${namespace ?? own}/${name}`;

const isHttp = ({ kind }: AttachedRoute): boolean => kind === 'HTTPRoute' || kind === 'GRPCRoute';

/**
 * The routes of a Service for a caller: those of the caller's own namespace, which hold for it alone, else those of the Service's,
 * which hold for all (Gateway API, GAMMA: consumer and producer routes).
 */
export function routesOfService(
  cluster: ClusterSnapshot,
  service: { readonly namespace: string; readonly name: string },
  request: RoutedRequest,
): readonly AttachedRoute[] {
  const attached = (byParent(cluster).get(`Service/${service.namespace}/${service.name}`) ?? [])
    .filter(isHttp)
    .filter(({ route }) =>
      route.spec?.parentRefs?.some(
        (parent) =>
          parent.kind === 'Service' &&
          parent.name === service.name &&
          (parent.port ?? request.port) === request.port,
      ),
    );
  const of = (namespace: string) => attached.filter(({ route }) => route.metadata.namespace === namespace);
  const consumer = of(request.namespace);
  return consumer.length > 0 ? consumer : of(service.namespace);
}

/** The routes of a Gateway's listener that hold a host, of HTTP or of streams. */
export function routesOfListener(
  cluster: ClusterSnapshot,
  gateway: K8sGateway,
  listener: Listener,
  host: string,
  stream: boolean,
): readonly AttachedRoute[] {
  const { namespace = '', name } = gateway.metadata;
  const attached = (byParent(cluster).get(`Gateway/${namespace}/${name}`) ?? []).filter(
    (each) => isHttp(each) !== stream,
  );
  const holding = attached.filter(({ route }) => {
    const { hostnames = [], parentRefs = [] } = route.spec ?? {};
    const own = route.metadata.namespace ?? '';
    return (
      parentRefs.some(
        (parent) =>
          parentKey(parent, own) === `Gateway/${namespace}/${name}` &&
          (parent.sectionName ?? listener.name) === listener.name &&
          (parent.port ?? listener.port) === listener.port,
      ) &&
      takesRoutesOf(cluster, gateway, listener, own) &&
      (hostnames.length === 0 || hostnames.some((hostname) => hostWithin(host, hostname)))
    );
  });
  // Of several hostnames the most specific one that holds the host counts, as for VirtualServices.
  const rank = ({ route }: AttachedRoute) =>
    Math.max(0, ...(route.spec?.hostnames ?? []).filter((each) => hostWithin(host, each)).map(specificity));
  const best = Math.max(0, ...holding.map(rank));
  return holding.filter((each) => rank(each) === best);
}

const specificity = (hostname: string): number =>
  hostname.startsWith('*') ? hostname.length : 1000 + hostname.length;

/** Whether a listener takes routes of a namespace: its Gateway's own unless it says otherwise. */
function takesRoutesOf(
  cluster: ClusterSnapshot,
  gateway: K8sGateway,
  { allowedRoutes }: Listener,
  namespace: string,
): boolean {
  const from = allowedRoutes?.namespaces?.from ?? 'Same';
  if (from === 'All') return true;
  if (from === 'Same') return namespace === gateway.metadata.namespace;
  const labels = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels;
  return from === 'Selector' && matchesSelector(allowedRoutes?.namespaces?.selector ?? {}, labels);
}
