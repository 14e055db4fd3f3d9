import type { K8sGateway, Listener } from '#lib/istio/gateway-api-types.ts';
import { hostWithin, moreSpecific } from '#lib/istio/hosts.ts';
import type { Gateway, GatewayServer } from '#lib/istio/networking-types.ts';
import { routesOfServer } from '#lib/istio/routes-of-server.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { olderFirst } from '#lib/mesh/policy-scope.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { type Step, stepOf } from './simulation.ts';

/** What a gateway workload has for a host on a port. */
export interface Listening {
  /** Whether anything listens on the port at all. */
  readonly open: boolean;
  /** Istio's Gateways (`namespace/name`) with a server that takes the host, the most specific first. */
  readonly gateways: readonly string[];
  /** Whether one of their servers takes routes of a namespace. */
  readonly takesRoutesOf: (namespace: string) => boolean;
  readonly listeners: readonly { readonly gateway: K8sGateway; readonly listener: Listener }[];
  readonly scheme: 'http' | 'https';
  /** Whether connections are passed on without being read. */
  readonly stream: boolean;
  /** Whether clients show a certificate of the mesh (`ISTIO_MUTUAL`). */
  readonly mutual: boolean;
  /** Status of a redirect to HTTPS; null for none. */
  readonly redirects: boolean;
  readonly steps: readonly Step[];
}

interface Server {
  readonly gateway: Gateway;
  readonly server: GatewayServer;
  readonly at: number;
  readonly scope: string;
  readonly host: string;
}

/**
 * The servers of the Gateways that select a workload. A server's port may be that of the Service or that of the pod behind it, so
 * both are given (istio/istio pilot/pkg/model gateway.go mergeGateways 86c9f01f).
 */
export function listeningAt(
  cluster: ClusterSnapshot,
  { labels, namespace }: Workload,
  host: string,
  ports: readonly number[],
): Listening {
  const servers = [...objects(cluster, 'Gateway')]
    .filter((gateway) => matchesLabels(gateway.spec?.selector ?? {}, labels))
    .sort(olderFirst)
    .flatMap((gateway) => serversOf(gateway, ports));
  const holding = servers
    .filter((each) => hostWithin(host, each.host))
    .sort((a, b) => moreSpecific(a.host, b.host));
  const named = labels['gateway.networking.k8s.io/gateway-name'];
  const listeners = [...objects(cluster, 'K8sGateway', namespace)]
    .filter(({ metadata }) => metadata.name === named)
    .flatMap((gateway) =>
      (gateway.spec?.listeners ?? [])
        .filter(({ port = 0 }) => ports.includes(port))
        .map((listener) => ({ gateway, listener })),
    );
  const heard = listeners
    .filter(({ listener }) => hostWithin(host, listener.hostname || '*'))
    .sort((a, b) => moreSpecific(a.listener.hostname || '*', b.listener.hostname || '*'));
  const [first] = holding;
  const protocol = (heard[0]?.listener.protocol ?? '').toUpperCase();
  return {
    open: servers.length + listeners.length > 0,
    gateways: [...new Set(holding.map(({ gateway }) => nameOf(gateway)))],
    takesRoutesOf: (own) => holding.some(({ scope }) => scope === '*' || scope === own),
    listeners: heard,
    scheme: (
      first === undefined
        ? protocol === 'HTTPS'
        : first.server.tls !== undefined && first.server.tls.mode !== undefined
    )
      ? 'https'
      : 'http',
    stream:
      first === undefined
        ? protocol === 'TCP' || protocol === 'TLS'
        : routesOfServer(first.server) !== 'http',
    mutual: first?.server.tls?.mode === 'ISTIO_MUTUAL',
    redirects: first?.server.tls?.httpsRedirect === true,
    steps: stepsOf(cluster, host, ports, {
      servers,
      first,
      heard: heard[0],
      open: servers.length + listeners.length > 0,
    }),
  };
}

function serversOf(gateway: Gateway, ports: readonly number[]): readonly Server[] {
  const own = gateway.metadata.namespace ?? '';
  return (gateway.spec?.servers ?? []).flatMap((server, at) => {
    if (!ports.includes(server.port?.number ?? 0)) return [];
    return (server.hosts ?? []).map((written) => {
      const [scope = '*', host = '*'] = written.includes('/') ? written.split('/') : ['*', written];
      return { gateway, server, at, scope: scope === '.' ? own : scope, host };
    });
  });
}

const nameOf = ({ metadata }: Gateway): string => `${metadata.namespace ?? ''}/${metadata.name}`;

interface Found {
  readonly servers: readonly Server[];
  readonly first: Server | undefined;
  readonly heard: { readonly gateway: K8sGateway; readonly listener: Listener } | undefined;
  readonly open: boolean;
}

function stepsOf(
  cluster: ClusterSnapshot,
  host: string,
  ports: readonly number[],
  found: Found,
): readonly Step[] {
  const args = { host, port: [...new Set(ports)].join(' or ') };
  if (!found.open) return [stepOf('host', 'blocks', 'server-closed', { args })];
  const { first, heard } = found;
  if (first !== undefined) {
    const object = refOf(cluster, 'Gateway', first.gateway);
    const path = `spec.servers[${first.at}]`;
    const { mode, credentialName } = first.server.tls ?? {};
    const taken = stepOf('host', 'passed', 'server-taken', { args, object, path: `${path}.hosts` });
    if (mode === undefined || mode === 'PASSTHROUGH' || credentialName === undefined) return [taken];
    const tls = stepOf('host', 'note', 'server-tls', {
      args: { credential: credentialName },
      object,
      path: `${path}.tls`,
    });
    return [taken, tls];
  }
  if (heard !== undefined) {
    const object = refOf(cluster, 'K8sGateway', heard.gateway);
    const at = heard.gateway.spec?.listeners?.indexOf(heard.listener) ?? 0;
    return [stepOf('host', 'passed', 'server-taken', { args, object, path: `spec.listeners[${at}]` })];
  }
  const other = found.servers[0];
  const object = other === undefined ? null : refOf(cluster, 'Gateway', other.gateway);
  const path = other === undefined ? null : `spec.servers[${other.at}].hosts`;
  return [stepOf('host', 'blocks', 'server-none', { args, object, path })];
}
