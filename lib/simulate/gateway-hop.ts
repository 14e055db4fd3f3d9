import type { Workload } from '#lib/mesh/workloads.ts';
import { type Access, accessTo } from './access.ts';
import { type Arrived, addressesOf, principalsOf } from './arrived.ts';
import type { Sending } from './ends.ts';
import { atOf, type Hopping, routedHop } from './hop-of.ts';
import { type Listening, listeningAt } from './listening.ts';
import { isStream } from './request.ts';
import { gatewayRoute } from './route-at.ts';
import { type Ending, fails, type Hop, stepOf } from './simulation.ts';
import { patchesOf } from './unread.ts';

/** What a gateway does with a request that arrived at one of its ports; `sender` null for somebody unknown. */
export function gatewayHop(hopping: Hopping, ports: readonly number[], sender: Workload | null): Hop {
  const { view, asked, request } = hopping;
  const { workload, cluster } = view;
  const host = request.authority.replace(/:\d+$/, '');
  const listening = listeningAt(cluster, workload, host, ports);
  const args = { caller: `${workload.namespace}/${workload.name}`, port: [...new Set(ports)].join(' or ') };
  const before = [
    stepOf('caller', 'passed', 'caller-gateway', { args }),
    ...patchesOf(cluster, workload, workload.name, 'caller'),
    ...listening.steps,
  ];
  const base = { at: atOf(workload), rules: [], effects: null, destinations: [] };
  const stream = isStream(asked.protocol) || (listening.stream && listening.gateways.length > 0);
  const none: Ending = !listening.open ? fails('gateway', 0, '-') : fails('gateway', stream ? 0 : 404, 'NR');
  if (!listening.open || listening.gateways.length + listening.listeners.length === 0) {
    return { ...base, steps: before, ending: none };
  }
  const access = accessToGateway(hopping, listening, ports.at(-1) ?? request.port, stream, sender);
  before.push(...access.steps);
  if (access.ending?.kind === 'fails') return { ...base, steps: before, ending: access.ending };
  if (listening.redirects && !stream && listening.scheme === 'http') {
    const redirect = stepOf('route', 'decides', 'server-redirects', { args });
    return {
      ...base,
      steps: [...before, redirect],
      ending: { kind: 'answered', by: 'gateway', code: 301, flags: '-' },
    };
  }
  const arrived = { ...request, gateways: listening.gateways, scheme: listening.scheme };
  const route = gatewayRoute(view, listening, arrived, stream);
  const sending: Sending = {
    request: arrived,
    stream,
    by: 'gateway',
    client: 'proxy',
    identity: workload,
    waypoint: null,
    effects: null,
    passOn: hopping.passOn,
  };
  const unbound = route === null ? [stepOf('route', 'blocks', 'route-unbound', { args: { host } })] : [];
  const hop = routedHop(hopping, { before: [...before, ...unbound], route, fallback: null, sending });
  // What nobody can tell of the way in holds for all that comes behind.
  return { ...hop, ending: hop.ending ?? access.ending };
}

/**
 * What policies that select a gateway, or are attached to it, say: they are asked before the request is routed (istio.io, ingress access
 * control). A certificate of the mesh is seen only where a server asks for one.
 */
function accessToGateway(
  { view, request }: Hopping,
  { mutual }: Listening,
  port: number,
  stream: boolean,
  sender: Workload | null,
): Access {
  const { workload, cluster } = view;
  const { namespace, labels } = workload;
  const name = labels['gateway.networking.k8s.io/gateway-name'];
  const own = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace };
  const arrived: Arrived = {
    stream,
    method: request.method,
    path: request.path,
    host: request.authority,
    headers: request.headers,
    port,
    principals: mutual && sender !== null ? principalsOf(cluster, sender) : [],
    addresses: sender === null ? null : addressesOf(cluster, sender),
    token: null,
  };
  const access = accessTo(cluster, arrived, request.token, {
    subject: { namespace, labels },
    targets: name === undefined ? [] : [{ ...own, name }],
    attachedOnly: false,
    by: 'gateway',
    asked: false,
  });
  return {
    ...access,
    steps: access.steps.filter(({ code }) => !['authz-none', 'jwt-unread'].includes(code)),
  };
}
