import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import { routesOfListener, routesOfService } from './attached-routes.ts';
import type { ChosenRoute } from './chosen-route.ts';
import type { Listening } from './listening.ts';
import { admitting, type ProxyView } from './proxy-view.ts';
import type { RoutedRequest } from './request.ts';
import { routeByGatewayApi, streamByGatewayApi } from './route-by-gateway-api.ts';
import { routeByVirtualService, streamByVirtualService } from './route-by-virtual-service.ts';
import { type Governing, governing } from './virtual-services.ts';

/** The rule that a proxy of the mesh follows for a host; null where no route is about it. `names` are tried in turn. */
export function meshRoute(
  view: ProxyView,
  resolved: ResolvedHost | null,
  names: readonly string[],
  request: RoutedRequest,
  stream: boolean,
): ChosenRoute | null {
  const { cluster, workload } = view;
  if (!stream && resolved?.kind === 'service') {
    const service = { namespace: resolved.namespace, name: resolved.service.metadata.name };
    const attached = routesOfService(cluster, service, request);
    if (attached.length > 0) return routeByGatewayApi(cluster, attached, request);
  }
  if (workload.waypoint) return null;
  for (const host of names) {
    const found = governing(cluster, {
      host,
      gateways: ['mesh'],
      viewer: workload.namespace,
      admits: (namespace, about) => admitting(view, about, namespace) !== null,
    });
    if (found.used.length === 0) continue;
    if (stream) return streamByVirtualService(cluster, found, request, host);
    return hasHttp(found) ? routeByVirtualService(cluster, found, request, host) : null;
  }
  return null;
}

const hasHttp = ({ used }: Governing): boolean => used.some(({ spec }) => (spec?.http ?? []).length > 0);

/** The rule that a gateway follows for what one of its servers took; null where no route is bound to it. */
export function gatewayRoute(
  { cluster, workload }: ProxyView,
  listening: Listening,
  request: RoutedRequest,
  stream: boolean,
): ChosenRoute | null {
  const host = request.authority.replace(/:\d+$/, '');
  const found = governing(cluster, {
    host,
    gateways: listening.gateways,
    viewer: workload.namespace,
    admits: (namespace) => listening.takesRoutesOf(namespace),
  });
  const attached = listening.listeners.flatMap(({ gateway, listener }) =>
    routesOfListener(cluster, gateway, listener, host, stream),
  );
  if (stream)
    return streamByVirtualService(cluster, found, request, host) ?? streamByGatewayApi(cluster, attached);
  const routed = hasHttp(found) ? routeByVirtualService(cluster, found, request, host) : null;
  if (routed !== null && (routed.outcome !== 'none' || attached.length === 0)) return routed;
  return attached.length > 0 ? routeByGatewayApi(cluster, attached, request) : null;
}
