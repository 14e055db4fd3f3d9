import { waypointUse } from '#lib/mesh/ambient.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadsIn } from '#lib/mesh/workloads.ts';
import { addressesOf } from './arrived.ts';
import { plainTo } from './chosen-route.ts';
import { dropped } from './dropped.ts';
import type { Sending } from './ends.ts';
import { directHop, type Hopping, routedHop } from './hop-of.ts';
import { hbonePort, type Network, networkTo } from './network-to.ts';
import { proxyView, searchNames } from './proxy-view.ts';
import { isStream } from './request.ts';
import { meshRoute } from './route-at.ts';
import { firstKnown, hostSteps, isBytes, portOf, unreadSteps } from './sidecar-hop.ts';
import { type Hop, stepOf } from './simulation.ts';

/**
 * What ztunnel does with a connection: it carries it to a pod of the Service, or to the waypoint that the Service uses, which routes
 * requests by the routes of the Gateway API (istio.io, ambient, waypoints).
 */
export function ambientHop(hopping: Hopping): Hop {
  const { view, asked, request } = hopping;
  const { cluster, workload } = view;
  const caller = `${workload.namespace}/${workload.name}`;
  const head = stepOf('caller', 'passed', 'caller-ambient', { args: { caller } });
  const names = searchNames(request.authority.replace(/:\d+$/, ''), workload.namespace);
  const resolved = firstKnown(view, names, asked.port);
  const port = resolved === null ? null : portOf(resolved, asked.port);
  const steps = [
    head,
    ...hostSteps(view, asked.host, resolved, port, names, asked.port),
    ...unreadSteps(asked.protocol, port),
  ];
  if (resolved?.kind !== 'service' || port === null) return directHop(hopping, steps, 'ztunnel');
  const stream = isStream(asked.protocol) || isBytes(port);
  const use = waypointUse(cluster, resolved.namespace, resolved.service.metadata.labels);
  const waypoint = stream || use === null ? null : waypointAt(cluster, use.namespace, use.name);
  const fallback = plainTo(resolved.host, workload.namespace);
  if (waypoint === null) {
    const named = use === null ? '' : `${use.namespace}/${use.name}`;
    const gone =
      use === null || stream
        ? []
        : [
            stepOf('caller', 'decides', 'caller-waypoint-missing', {
              args: { host: resolved.host, waypoint: named },
            }),
          ];
    const sending = sendingBy(hopping, workload, null, stream);
    return routedHop(hopping, { before: [...steps, ...gone], route: null, fallback, sending });
  }
  const args = { waypoint: `${waypoint.namespace}/${waypoint.name}`, host: resolved.host };
  const through = stepOf('caller', 'decides', 'caller-waypoint', { args });
  const way = wayToWaypoint(cluster, workload, waypoint);
  if (way.admits === false) {
    const ending = dropped(sendingBy(hopping, workload, null, stream), null);
    const at = { namespace: workload.namespace, name: workload.name };
    return {
      at,
      steps: [...steps, through, ...way.steps],
      rules: [],
      effects: null,
      destinations: [],
      ending,
    };
  }
  const atWaypoint = { ...hopping, view: proxyView(cluster, waypoint) };
  const route = meshRoute(atWaypoint.view, resolved, namesOf(resolved), request, stream);
  const sending = sendingBy(hopping, waypoint, use?.name ?? '', stream);
  return routedHop(atWaypoint, { before: [...steps, through, ...way.steps], route, fallback, sending });
}

const namesOf = ({ host }: ResolvedHost): readonly string[] => [host];

function sendingBy(hopping: Hopping, proxy: Workload, gateway: string | null, stream: boolean): Sending {
  const caller = hopping.view.workload;
  return {
    request: hopping.request,
    stream,
    by: gateway === null ? 'ztunnel' : 'waypoint',
    client: gateway === null ? 'ztunnel' : 'proxy',
    identity: proxy,
    waypoint: gateway === null ? null : { proxy, gateway, caller },
    effects: null,
    passOn: hopping.passOn,
  };
}

/** What NetworkPolicies say of the tunnel from the caller to the waypoint; nothing where none is about it. */
function wayToWaypoint(cluster: ClusterSnapshot, caller: Workload, waypoint: Workload): Network {
  const { namespace, podNames } = waypoint;
  const pods = podNames.flatMap((name) => objectAt(cluster, 'Pod', namespace, name) ?? []);
  const [pod = null] = pods;
  const addresses = addressesOf(cluster, waypoint) ?? [];
  const to = {
    workload: waypoint,
    pod,
    count: pods.length,
    port: hbonePort,
    proxy: 'waypoint',
    addresses,
  } as const;
  const { steps, admits } = networkTo(cluster, caller, to, true);
  return { steps: steps.filter(({ code }) => code !== 'network-open'), admits };
}

/** The workload of a waypoint, where any of its pods is ready. */
function waypointAt(cluster: ClusterSnapshot, namespace: string, name: string): Workload | null {
  const own = workloadsIn(cluster, namespace).find(
    ({ labels, waypoint }) => waypoint && labels['gateway.networking.k8s.io/gateway-name'] === name,
  );
  return own !== undefined && own.pods.ready > 0 ? own : null;
}
