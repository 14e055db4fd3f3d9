import type { Sending } from './ends.ts';
import { atOf, type Hopping, routedHop } from './hop-of.ts';
import { listeningAt } from './listening.ts';
import { isStream } from './request.ts';
import { gatewayRoute } from './route-at.ts';
import { type Ending, fails, type Hop, stepOf } from './simulation.ts';
import { patchesOf } from './unread.ts';

/** What a gateway does with a request that arrived at one of its ports. */
export function gatewayHop(hopping: Hopping, ports: readonly number[]): Hop {
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
  return routedHop(hopping, { before: [...before, ...unbound], route, fallback: null, sending });
}
