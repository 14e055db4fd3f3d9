import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import { ambientHop } from './ambient-hop.ts';
import { gatewayHop } from './gateway-hop.ts';
import { directHop, type Hopping } from './hop-of.ts';
import { meantHost } from './meant-host.ts';
import { nameLookupSteps } from './name-lookup.ts';
import { proxyView } from './proxy-view.ts';
import type { RoutedRequest, SimulatedRequest } from './request.ts';
import { sidecarHop } from './sidecar-hop.ts';
import { fails, type Hop, type Simulation, stepOf } from './simulation.ts';
import { unreadKinds } from './unread.ts';

/** Gateways that pass a request to each other are followed so far. */
const mostHops = 5;

/** Somebody outside of the mesh, as far as a proxy could look at them. */
const stranger: Workload = {
  namespace: '',
  name: '',
  object: null,
  app: '',
  version: null,
  proxy: 'none',
  gateway: false,
  waypoint: false,
  pods: { ready: 0, total: 0 },
  labels: {},
  serviceAccount: '',
  podNames: [],
};

/**
 * The way of a request through a mesh as it is configured, from who sends it to everybody who may answer it. Nothing is sent:
 * what the proxies would do is worked out from the objects, so it holds for proxies that have them. Null where there is no such
 * workload.
 */
export function simulate(cluster: ClusterSnapshot, written: SimulatedRequest): Simulation | null {
  const { from } = written;
  const workload = from.kind === 'outside' ? stranger : workloadAt(cluster, from.namespace, from.name);
  if (workload === null) return null;
  // A gateway looks at what arrives; names and addresses are looked up by programs.
  const { host, steps, callable } =
    workload.proxy === 'gateway'
      ? { host: written.host, steps: [], callable: !written.host.includes('*') }
      : meantHost(cluster, written.host, workload.namespace);
  const asked = { ...written, host };
  if (!callable) return { hops: [noName(asked, workload)] };
  const hops: Hop[] = [];
  const passOn: Hopping['passOn'] = (gateway, request, ports, sender) => {
    if (hops.length >= mostHops) return null;
    const at = hops.push(pending) - 1;
    const view = proxyView(cluster, gateway);
    const own = {
      ...request,
      labels: gateway.labels,
      namespace: gateway.namespace,
      port: ports[0] ?? request.port,
    };
    hops[at] = gatewayHop({ view, asked, request: own, passOn }, ports, sender);
    return at;
  };
  hops.push(pending);
  const view = proxyView(cluster, workload);
  const first = firstHop({ view, asked, request: routedRequest(asked, workload), passOn });
  const [head, ...rest] = first.steps;
  const lookup = from.kind === 'outside' ? [] : nameLookupSteps(cluster, workload, written.host);
  hops[0] = {
    ...first,
    at: from.kind === 'outside' ? null : first.at,
    steps: [...unreadKinds(cluster), ...(head === undefined ? [] : [head]), ...lookup, ...steps, ...rest],
  };
  return { hops };
}

const noName = ({ from, host }: SimulatedRequest, { namespace, name }: Workload): Hop => ({
  ...pending,
  at: from.kind === 'outside' ? null : { namespace, name },
  steps: [stepOf('host', 'blocks', 'host-no-name', { args: { host } })],
  ending: fails('name-lookup', 0, '-'),
});

/** The place of a hop until it is known. */
const pending: Hop = { at: null, steps: [], rules: [], effects: null, destinations: [], ending: null };

function firstHop(hopping: Hopping): Hop {
  const { workload } = hopping.view;
  if (hopping.asked.from.kind === 'outside')
    return directHop(hopping, [stepOf('caller', 'decides', 'caller-outside')], 'none');
  const caller = `${workload.namespace}/${workload.name}`;
  switch (workload.proxy) {
    case 'gateway':
      return gatewayHop(hopping, [hopping.asked.port], null);
    case 'ambient':
      return ambientHop(hopping);
    case 'none':
      return directHop(hopping, [stepOf('caller', 'decides', 'caller-bare', { args: { caller } })], 'none');
    default:
      return sidecarHop(hopping);
  }
}

const routedRequest = (asked: SimulatedRequest, workload: Workload): RoutedRequest => ({
  protocol: asked.protocol,
  method: asked.protocol === 'grpc' ? 'POST' : asked.method,
  scheme: 'http',
  authority: asked.authority ?? asked.host,
  path: asked.path,
  headers: asked.headers,
  port: asked.port,
  token: asked.token,
  labels: workload.labels,
  namespace: workload.namespace,
  gateways: ['mesh'],
});
