import type { ClientTls } from '#lib/istio/networking-types.ts';
import type { PolicyTarget } from '#lib/mesh/effective-authorization.ts';
import type { Decided } from '#lib/mesh/effective-traffic-policy.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { accessTo } from './access.ts';
import { type Arrived, addressesOf, principalsOf } from './arrived.ts';
import { dropped } from './dropped.ts';
import type { Endpoints, HostPort } from './endpoints.ts';
import { networkTo } from './network-to.ts';
import type { ProxyView } from './proxy-view.ts';
import type { RoutedRequest } from './request.ts';
import { type Effects, type End, type Ending, fails, type Maker, stepOf } from './simulation.ts';
import { patchesOf } from './unread.ts';
import { captures, tunnels, wireTo } from './wire.ts';

/** What is sent on, and by whom. */
export interface Sending {
  /** As it leaves: rewritten where the rule says so. */
  readonly request: RoutedRequest;
  readonly stream: boolean;
  /** Who answers where there is nobody to send to. */
  readonly by: Maker;
  readonly client: 'proxy' | 'ztunnel' | 'none';
  /** Whose certificate is shown; null for somebody outside. */
  readonly identity: Workload | null;
  /** The waypoint that sends it, and who sent it to that. */
  readonly waypoint: { readonly proxy: Workload; readonly gateway: string; readonly caller: Workload } | null;
  /** What its rule says of waiting; null where none is about it. */
  readonly effects: Effects | null;
  /** Lets a gateway pass it on; the place of that hop, null where it has gone round too often. */
  passOn(
    gateway: Workload,
    request: RoutedRequest,
    ports: readonly number[],
    sender: Workload | null,
  ): number | null;
}

interface Chosen {
  readonly groups: readonly Endpoints[];
  readonly share: number;
  readonly tls: Decided<ClientTls> | null;
  readonly port: HostPort;
  /** Null where the host is not known to the proxy and resolves to nothing in the cluster. */
  readonly host: ResolvedHost | null;
  readonly known: boolean;
  /** Milliseconds; null where nothing is written. */
  readonly connectTimeout: number | null;
}

/** What becomes of the request at each group of pods that it may be sent to. */
export function endsOf(view: ProxyView, sending: Sending, chosen: Chosen): readonly End[] {
  const all = chosen.groups.reduce((sum, { count }) => sum + count, 0);
  return chosen.groups.map((group) =>
    endAt(view, sending, chosen, group, (chosen.share * group.count) / all),
  );
}

function endAt(view: ProxyView, sending: Sending, chosen: Chosen, to: Endpoints, share: number): End {
  const { pod, workload, count, port } = to;
  const at = workload === null ? null : { namespace: workload.namespace, name: workload.name };
  const base = { share, workload: at, pods: pod === null ? null : count, port };
  const sender = sending.identity?.namespace ? sending.identity : null;
  const tunnelled = tunnels({ by: sending.client }, to);
  const network = networkTo(view.cluster, sender, to, tunnelled);
  const barred = network.admits === false ? dropped(sending, chosen.connectTimeout) : null;
  if ((to.proxy === 'gateway' || to.proxy === 'waypoint') && workload !== null) {
    if (barred !== null) return { ...base, steps: [...network.steps], ending: barred, next: null };
    const next = sending.passOn(workload, sending.request, [chosen.port.number, port], sender);
    const ending: Ending =
      next === null ? fails('gateway', 0, '-') : { kind: 'reaches', by: 'gateway', code: null, flags: '-' };
    return { ...base, steps: [...network.steps], ending, next };
  }
  const { steps, ending } = beyondNetwork(view, sending, chosen, to);
  // What would come after is told too: perhaps nobody carries the policies out.
  const all = [...network.steps, ...steps];
  const open = network.admits === null && ending.kind !== 'fails' ? cannotTell : ending;
  return { ...base, steps: all, ending: barred ?? open, next: null };
}

const cannotTell: Ending = { kind: 'unknown', by: 'network', code: null, flags: '-' };

/** The connection and the policies of the mesh, once packets arrive. */
function beyondNetwork(
  view: ProxyView,
  sending: Sending,
  chosen: Chosen,
  to: Endpoints,
): Pick<End, 'steps' | 'ending'> {
  const { cluster } = view;
  const { pod, workload, port } = to;
  const tlsPort = ['https', 'tls'].includes(chosen.port.protocol ?? '') || chosen.port.number === 443;
  const client = { by: sending.client, tls: chosen.tls, known: chosen.known };
  const wire = wireTo(cluster, client, to, tlsPort);
  if (wire.ending !== null) return { steps: [...wire.steps], ending: wire.ending };
  if (pod === null) {
    // Behind a wildcard that resolves nothing a connection goes where the program meant it to.
    const [written = ''] = to.addresses;
    const address = `${written.startsWith('*') ? sending.request.authority : written}:${port}`;
    const left =
      to.machine === undefined
        ? stepOf('wire', 'passed', 'leaves-mesh', { args: { address } })
        : stepOf('wire', 'unknown', 'reaches-machine', {
            args: { address },
            object: to.machine,
            path: 'spec.address',
          });
    return {
      steps: [...wire.steps, left],
      ending: { kind: 'reaches', by: 'outside', code: null, flags: '-' },
    };
  }
  const access = accessAt(view, sending, chosen, to, wire.mutual);
  const patched =
    captures(to) === 'sidecar' ? patchesOf(cluster, subjectOf(to), workload?.name ?? '', 'access') : [];
  const reached: Ending = { kind: 'reaches', by: 'application', code: null, flags: '-' };
  return { steps: [...wire.steps, ...access.steps, ...patched], ending: access.ending ?? reached };
}

const subjectOf = ({ pod }: Endpoints) => ({
  namespace: pod?.metadata.namespace ?? '',
  labels: pod?.metadata.labels ?? {},
});

function accessAt(view: ProxyView, sending: Sending, chosen: Chosen, to: Endpoints, mutual: boolean) {
  const capture = captures(to);
  if (capture === null) return { steps: [stepOf('access', 'note', 'callee-bare')], ending: null };
  if (capture === 'excluded') {
    return {
      steps: [stepOf('access', 'note', 'callee-port-excluded', { args: { port: String(to.port) } })],
      ending: null,
    };
  }
  const { cluster } = view;
  const { token } = sending.request;
  const subject = subjectOf(to);
  const bytes = sending.stream || isBytes(chosen.port);
  const arrived = (by: Workload | null, stream: boolean): Arrived => ({
    stream,
    method: sending.request.method,
    path: sending.request.path,
    host: sending.request.authority,
    headers: sending.request.headers,
    port: to.port,
    principals: mutual && by !== null ? principalsOf(cluster, by) : [],
    addresses: by === null ? null : addressesOf(cluster, by),
    token: null,
  });
  const { waypoint } = sending;
  const asked = !sending.stream && sending.client === 'proxy';
  if (capture === 'sidecar') {
    const guarded = { subject, targets: [], attachedOnly: false, by: 'callee-proxy', asked } as const;
    return accessTo(cluster, arrived(sending.identity, bytes), token, guarded);
  }
  // ztunnel sees bytes: of what a waypoint sends, the waypoint is the caller.
  const guarded = { subject, targets: [], attachedOnly: false, by: 'ztunnel', asked } as const;
  const below = () => accessTo(cluster, arrived(waypoint?.proxy ?? sending.identity, true), null, guarded);
  if (waypoint === null) return below();
  const targets = targetsOf(chosen.host, waypoint);
  const above = accessTo(cluster, arrived(waypoint.caller, bytes), token, {
    subject: waypoint.proxy,
    targets,
    attachedOnly: true,
    by: 'waypoint',
    asked,
  });
  if (above.ending !== null) return above;
  const rest = below();
  return { steps: [...above.steps, ...rest.steps], ending: rest.ending };
}

const isBytes = ({ protocol }: HostPort): boolean =>
  ['tcp', 'tls', 'https', 'mongo', 'redis', 'mysql', 'udp'].includes(protocol ?? '');

function targetsOf(
  host: ResolvedHost | null,
  waypoint: NonNullable<Sending['waypoint']>,
): readonly PolicyTarget[] {
  const own = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    namespace: waypoint.proxy.namespace,
    name: waypoint.gateway,
  };
  if (host?.kind === 'service') {
    return [own, { group: '', kind: 'Service', namespace: host.namespace, name: host.service.metadata.name }];
  }
  if (host === null) return [own];
  return [
    own,
    {
      group: 'networking.istio.io',
      kind: 'ServiceEntry',
      namespace: host.namespace,
      name: host.entry.metadata.name,
    },
  ];
}
