import { objectAt, refOf } from '#lib/mesh/objects.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import { plainTo } from './chosen-route.ts';
import { type HostPort, portsOf } from './endpoints.ts';
import type { Sending } from './ends.ts';
import { atOf, directHop, type Hopping, routedHop, unknownHostHop } from './hop-of.ts';
import { admitting, knownHost, type ProxyView, searchNames, whyNotKnown } from './proxy-view.ts';
import { isStream, type SimulatedRequest } from './request.ts';
import { meshRoute } from './route-at.ts';
import { fails, type Hop, type Step, stepOf } from './simulation.ts';
import { patchesOf } from './unread.ts';

const callerName = ({ workload }: ProxyView): string => `${workload.namespace}/${workload.name}`;

/** What a workload's sidecar does with a request that the workload sends. */
export function sidecarHop(hopping: Hopping): Hop {
  const { view, asked, request } = hopping;
  const { workload, cluster } = view;
  const caller = callerName(view);
  const head = stepOf('caller', 'passed', workload.proxy === null ? 'caller-no-pods' : 'caller-sidecar', {
    args: { caller },
  });
  if (excludes(view, asked.port)) {
    const args = { port: String(asked.port) };
    return directHop(hopping, [stepOf('caller', 'decides', 'caller-port-excluded', { args })], 'none');
  }
  const before = [head, ...patchesOf(cluster, workload, workload.name, 'caller')];
  const names = searchNames(request.authority.replace(/:\d+$/, ''), workload.namespace);
  const resolved = firstKnown(view, names, asked.port);
  const port = resolved === null ? null : portOf(resolved, asked.port);
  if (isStream(asked.protocol) && isHttp(port))
    return mismatched(
      view,
      [...before, ...hostSteps(view, asked.host, resolved, port, names, asked.port)],
      port,
    );
  const stream = isStream(asked.protocol) || isBytes(port);
  const asks = resolved === null ? names : [resolved.host, request.authority.replace(/:\d+$/, '')];
  const steps = [
    ...before,
    ...hostSteps(view, asked.host, resolved, port, names, asked.port),
    ...unreadSteps(asked.protocol, port),
  ];
  const route = meshRoute(view, resolved, asks, request, stream);
  const sending: Sending = {
    request,
    stream,
    by: 'caller-proxy',
    client: 'proxy',
    identity: workload,
    waypoint: null,
    effects: null,
    passOn: hopping.passOn,
  };
  if (route !== null) return routedHop(hopping, { before: steps, route, fallback: null, sending });
  if (resolved === null || port === null) return unknownHostHop(hopping, steps);
  const fallback = plainTo(resolved.host, workload.namespace);
  return routedHop(hopping, { before: steps, route: null, fallback, sending });
}

/** Whether the sidecar is told to leave an outbound port alone (`traffic.sidecar.istio.io/excludeOutboundPorts`). */
function excludes({ cluster, workload }: ProxyView, port: number): boolean {
  const [name = ''] = workload.podNames;
  const annotations = objectAt(cluster, 'Pod', workload.namespace, name)?.metadata.annotations ?? {};
  const excluded = annotations['traffic.sidecar.istio.io/excludeOutboundPorts'] ?? '';
  return excluded.split(',').some((each) => Number(each.trim()) === port);
}

/** What the first of some names that a proxy knows means to it. */
export function firstKnown(view: ProxyView, names: readonly string[], port: number): ResolvedHost | null {
  for (const name of names) {
    const found = knownHost(view, name, port);
    if (found !== null) return found;
  }
  return null;
}

export const portOf = (resolved: ResolvedHost, number: number): HostPort | null =>
  portsOf(resolved).find((each) => each.number === number) ?? null;

const isHttp = (port: HostPort | null): boolean =>
  ['http', 'http2', 'grpc', 'grpc-web'].includes(port?.protocol ?? '');

export const isBytes = (port: HostPort | null): boolean =>
  ['tcp', 'tls', 'https', 'mongo', 'redis', 'mysql'].includes(port?.protocol ?? '');

/** That a request is asked for where proxies see bytes alone. */
export function unreadSteps(protocol: SimulatedRequest['protocol'], port: HostPort | null): readonly Step[] {
  if (isStream(protocol) || !isBytes(port)) return [];
  const args = { port: String(port?.number ?? 0), protocol: port?.protocol ?? '' };
  return [stepOf('host', 'note', 'protocol-unread', { args })];
}

/** The proxy expects HTTP and gets something else: it has read no request when it answers. */
const mismatched = (view: ProxyView, before: readonly Step[], port: HostPort | null): Hop => ({
  at: atOf(view.workload),
  steps: [
    ...before,
    stepOf('host', 'blocks', 'protocol-mismatch', { args: { protocol: port?.protocol ?? '' } }),
  ],
  rules: [],
  effects: null,
  destinations: [],
  ending: fails('caller-proxy', 400, 'DPE'),
});

/** What the host that is written means to the proxy, and why it means nothing where somebody has it. */
export function hostSteps(
  view: ProxyView,
  written: string,
  resolved: ResolvedHost | null,
  port: HostPort | null,
  names: readonly string[],
  wanted: number,
): readonly Step[] {
  if (resolved === null) {
    const hidden = whyNotKnown(view, names);
    const object = hidden?.code === 'host-out-of-scope' ? (view.sidecar?.object ?? null) : null;
    const args = { host: hidden?.host ?? written, namespace: view.workload.namespace };
    const code = hidden?.code ?? 'host-unknown';
    return [
      stepOf('host', hidden === null ? 'passed' : 'decides', code, {
        args,
        object,
        path: object === null ? null : 'spec.egress',
      }),
    ];
  }
  const { host } = resolved;
  const object =
    resolved.kind === 'service'
      ? refOf(view.cluster, 'Service', resolved.service)
      : refOf(view.cluster, 'ServiceEntry', resolved.entry);
  const code = resolved.kind === 'service' ? 'host-service' : 'host-entry';
  const egress = view.sidecar === null ? null : admitting(view, host, resolved.namespace);
  const scope =
    egress === null || view.sidecar === null
      ? []
      : [
          stepOf('caller', 'passed', 'caller-limited', {
            args: { host, pattern: egress.pattern },
            object: view.sidecar.object,
            path: egress.path,
          }),
        ];
  const found = stepOf('host', 'passed', code, {
    args: { written, host },
    object,
    path: resolved.kind === 'service' ? null : 'spec.hosts',
  });
  if (port === null) {
    const ports =
      portsOf(resolved)
        .map(({ number }) => number)
        .join(', ') || 'none';
    return [
      ...scope,
      found,
      stepOf('host', 'decides', 'host-port-missing', {
        args: { host, port: String(wanted), ports },
        object,
        path: 'spec.ports',
      }),
    ];
  }
  const how =
    port.protocol === null
      ? ': nothing declares it, so proxies find out by looking'
      : ' by its name or appProtocol';
  const protocol = stepOf('host', 'passed', 'host-protocol', {
    args: { port: String(port.number), protocol: port.protocol ?? 'not declared', how },
    object,
    path: 'spec.ports',
  });
  return [...scope, found, protocol];
}
