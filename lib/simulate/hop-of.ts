import { isAddress } from '#lib/k8s/ip-block.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { ChosenRoute, SentTo } from './chosen-route.ts';
import { destinationOf, nobody } from './destination.ts';
import {
  type Endpoints,
  endpointAt,
  endpointsOf,
  type HostPort,
  headlessPods,
  portsOf,
} from './endpoints.ts';
import { endsOf, type Sending } from './ends.ts';
import { type ProxyView, searchNames } from './proxy-view.ts';
import { isStream, type RoutedRequest, type SimulatedRequest } from './request.ts';
import {
  type Destination,
  type Ending,
  fails,
  type Hop,
  type Maker,
  type Step,
  stepOf,
} from './simulation.ts';

/** What a hop is made from: who sends, what they look through, and how gateways pass it on. */
export interface Hopping {
  readonly view: ProxyView;
  readonly asked: SimulatedRequest;
  readonly request: RoutedRequest;
  readonly passOn: Sending['passOn'];
}

/** The status that a proxy answers with where it has no rule: of streams the connection is closed. */
const notRouted = (by: Maker, stream: boolean): Ending => fails(by, stream ? 0 : 404, 'NR');

export const atOf = ({ namespace, name }: Workload): Hop['at'] => ({ namespace, name });

export interface Routed {
  readonly before: readonly Step[];
  readonly route: ChosenRoute | null;
  /** Where no route is about it. */
  readonly fallback: SentTo | null;
  readonly sending: Sending;
}

/** A hop whose route is known: an answer of the proxy itself, or its destinations. */
export function routedHop({ view }: Hopping, { before, route, fallback, sending }: Routed): Hop {
  const { by, stream } = sending;
  const base = { at: atOf(view.workload), rules: [...(route?.rules ?? [])], effects: route?.effects ?? null };
  if (route === null) {
    const usual =
      fallback === null
        ? []
        : [stepOf('route', 'passed', 'route-default', { args: { host: fallback.host } })];
    const destinations = fallback === null ? [] : [destinationOf(view, fallback, sending)];
    return {
      ...base,
      steps: [...before, ...usual],
      destinations,
      ending: fallback === null ? notRouted(by, stream) : null,
    };
  }
  const steps = [...before, ...route.steps];
  const { outcome } = route;
  if (outcome === 'none') return { ...base, steps, destinations: [], ending: notRouted(by, stream) };
  if (outcome === 'unknown') {
    return { ...base, steps, destinations: [], ending: { kind: 'unknown', by, code: null, flags: '-' } };
  }
  if (typeof outcome === 'object')
    return { ...base, steps, destinations: [], ending: answered(by, outcome.status) };
  const aborted = abortOf(route, sending);
  if (aborted !== null) return { ...base, steps, destinations: [], ending: aborted };
  const sent = rewritten(sending, route);
  return { ...base, steps, destinations: route.to.map((to) => destinationOf(view, to, sent)), ending: null };
}

const answered = (by: Maker, status: number): Ending =>
  status >= 500 ? fails(by, status, '-') : { kind: 'answered', by, code: status, flags: '-' };

/** A fault that takes every request ends it; one that takes some is told in the effects. */
function abortOf({ effects }: ChosenRoute, { by }: Sending): Ending | null {
  const abort = effects?.abort ?? null;
  if (abort === null || abort.percent < 100) return null;
  const status = Number(abort.value);
  return fails(by, Number.isInteger(status) ? status : 200, 'FI');
}

function rewritten(sending: Sending, { effects }: ChosenRoute): Sending {
  if (effects === null) return sending;
  const { request } = sending;
  return {
    ...sending,
    effects,
    request: {
      ...request,
      path: effects.path ?? request.path,
      authority: effects.authority ?? request.authority,
    },
  };
}

/** What goes where it was addressed with no proxy to decide: of a caller without one, or of a host that its proxy does not know. */
export function directHop(hopping: Hopping, before: readonly Step[], client: Sending['client']): Hop {
  const { view, asked, request } = hopping;
  const base = { at: atOf(view.workload), rules: [], effects: null };
  const names = searchNames(asked.host, request.namespace);
  const found = firstService(view, names);
  const port = found === null ? null : (portsOf(found).find(({ number }) => number === asked.port) ?? null);
  // Who is outside asks for a way in: a name that no Service has leads past the mesh.
  const pod = found === null ? endpointAt(view.cluster, asked.host, asked.port) : null;
  const outside = asked.from.kind !== 'outside' && asked.host.replace(/\.cluster\.local$/, '').includes('.');
  if (found === null && pod === null && !outside && !isAddress(asked.host)) {
    const step = stepOf('host', 'blocks', 'host-unresolved', { args: { host: asked.host } });
    return { ...base, steps: [...before, step], destinations: [], ending: fails('name-lookup', 0, '-') };
  }
  const groups: readonly Endpoints[] =
    pod !== null
      ? [pod]
      : found === null
        ? [{ workload: null, pod: null, count: 1, port: asked.port, proxy: null, addresses: [asked.host] }]
        : port === null
          ? found.kind === 'service'
            ? headlessPods(view.cluster, found.service, asked.port)
            : []
          : endpointsOf(view.cluster, found, port.number, {}).groups;
  const by = client === 'proxy' ? 'caller-proxy' : client === 'ztunnel' ? 'ztunnel' : 'network';
  const sending: Sending = {
    request,
    stream: isStream(asked.protocol),
    by,
    client,
    identity: view.workload,
    waypoint: null,
    effects: null,
    passOn: hopping.passOn,
  };
  const chosen = {
    groups,
    share: 1,
    tls: null,
    port: port ?? { number: asked.port, protocol: null },
    host: found,
    known: false,
    connectTimeout: null,
  };
  const ends =
    groups.length === 0
      ? [nobody(1, fails(by, client === 'proxy' ? 503 : 0, 'UH'))]
      : endsOf(view, sending, chosen);
  const destination: Destination = {
    share: 1,
    host: found?.host ?? asked.host,
    subset: null,
    port: asked.port,
    mirror: false,
    steps: groups.length > 0 ? [] : [unansweredStep(view, found, port, asked.port)],
    ends: [...ends],
  };
  const declared = before.some(({ code }) => code === 'host-entry');
  const steps = [...before, ...(declared ? [] : lookedUp(asked.host, found, pod))];
  return { ...base, steps, destinations: [destination], ending: null };
}

function unansweredStep(
  view: ProxyView,
  found: ResolvedHost | null,
  port: HostPort | null,
  wanted: number,
): Step {
  const why =
    port === null ? `nobody answers at port ${wanted} of its address` : 'none is ready or has the port';
  const object = found?.kind === 'service' ? refOf(view.cluster, 'Service', found.service) : null;
  return stepOf('destination', 'blocks', 'no-endpoints', {
    args: { why },
    object,
    path: object === null ? null : port === null ? 'spec.ports' : 'spec.selector',
  });
}

/** What a name or an address was found to be where no rule is about it. */
function lookedUp(host: string, found: ResolvedHost | null, pod: Endpoints | null): readonly Step[] {
  if (pod !== null) {
    const target =
      pod.workload === null
        ? `${pod.pod?.metadata.namespace}/${pod.pod?.metadata.name}`
        : `${pod.workload.namespace}/${pod.workload.name}`;
    return [stepOf('host', 'decides', 'host-pod', { args: { address: host, target } })];
  }
  if (found !== null || isAddress(host)) return [];
  return [stepOf('host', 'unknown', 'host-perhaps', { args: { host } })];
}

function firstService({ cluster, workload }: ProxyView, names: readonly string[]): ResolvedHost | null {
  for (const name of names) {
    // DNS knows Services whatever they export, and no ServiceEntries.
    const found = name.includes('.')
      ? resolveHost(cluster, name, workload.namespace, name.split('.')[1] ?? '')
      : null;
    if (found?.kind === 'service') return found;
  }
  return null;
}

/** A host that the proxy does not know, by what its outbound traffic policy says. */
export function unknownHostHop(hopping: Hopping, before: readonly Step[]): Hop {
  const { view, asked } = hopping;
  const object = view.sidecar?.object ?? null;
  const at =
    view.sidecar?.sidecar.spec?.outboundTrafficPolicy === undefined
      ? {}
      : { object, path: 'spec.outboundTrafficPolicy.mode' };
  if (view.mode === 'ALLOW_ANY')
    return directHop(hopping, [...before, stepOf('host', 'decides', 'host-passthrough', at)], 'proxy');
  const stream = isStream(asked.protocol);
  return {
    at: atOf(view.workload),
    steps: [...before, stepOf('host', 'blocks', 'host-blocked', at)],
    rules: [],
    effects: null,
    destinations: [],
    ending: stream ? fails('caller-proxy', 0, 'UH') : fails('caller-proxy', 502, '-'),
  };
}
