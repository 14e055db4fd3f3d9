import { parseClusterName } from '#lib/istio/cluster-name.ts';
import type { AccessFields } from './access-fields.ts';
import type { ZtunnelConnection } from './ztunnel-line.ts';

/** What tells an edge's lines from the others of the same proxies. Names in lower case. */
export interface EdgeSubject {
  /** Names by which programs call the service, the full one among them; null where the edge is to no service. */
  readonly hosts: ReadonlySet<string> | null;
  /** The proxy's own cluster where the edge is to what no registry knows: PassthroughCluster or BlackHoleCluster. */
  readonly cluster: string | null;
  /** Addresses of the callee's pods; null where the edge ends at a service, or outside. */
  readonly callee: ReadonlySet<string> | null;
  /** Addresses of the caller's pods; null for callers without a proxy. */
  readonly caller: ReadonlySet<string> | null;
  /** A gateway passes on the address of its own client: behind it no address of a pod stands in the callee's log. */
  readonly callerIsGateway: boolean;
  /** Whether an address is one of a pod that has a proxy. */
  readonly isProxied: (address: string) => boolean;
}

/** The address of `10.0.0.1:8080` and `[fd00::1]:8080` without the port. */
const addressOf = (endpoint: string): string => endpoint.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

const hostOf = (authority: string): string => authority.toLowerCase().replace(/:\d+$/, '');

/** The host in the server name that a sidecar sends: `outbound_.8080_.v2_.host` (BuildDNSSrvSubsetKey, istio/istio pilot/pkg/model/service.go); empty for others. */
const hostOfServerName = (name: string): string =>
  /^outbound_\.\d*_\.(?:(?!_\.).)*_\.(.*)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Whether a line of the caller's proxy is about the edge. Where no host was chosen it is, if it is to the service. */
export function isFromCaller(line: AccessFields, edge: EdgeSubject): boolean {
  const { upstreamCluster, upstreamHost, authority } = line;
  if (edge.cluster !== null) return upstreamCluster === edge.cluster;
  const cluster = upstreamCluster === null ? null : parseClusterName(upstreamCluster);
  if (cluster?.direction === 'inbound') return false;
  if (upstreamCluster !== null && cluster === null) return false;
  const called = cluster?.host.toLowerCase() ?? (authority === null ? null : hostOf(authority));
  if (edge.hosts !== null && (called === null || !edge.hosts.has(called))) return false;
  if (edge.callee === null || upstreamHost === null) return edge.hosts !== null || edge.callee === null;
  return edge.callee.has(addressOf(upstreamHost));
}

/** Whether a line of the callee's proxy is about the edge: by who called, and by the name that they called where TLS tells it. */
export function isFromCallee(line: AccessFields, edge: EdgeSubject): boolean {
  const { upstreamCluster, downstreamRemote, serverName } = line;
  const cluster = upstreamCluster === null ? null : parseClusterName(upstreamCluster);
  if (cluster?.direction === 'outbound' || (upstreamCluster !== null && cluster === null)) return false;
  const called = serverName === null ? '' : hostOfServerName(serverName);
  if (edge.hosts !== null && called !== '' && !edge.hosts.has(called)) return false;
  if (downstreamRemote === null) return true;
  const peer = addressOf(downstreamRemote);
  if (edge.caller === null) return !edge.isProxied(peer);
  return edge.caller.has(peer) || (edge.callerIsGateway && /:0$/.test(downstreamRemote));
}

/** Whether a connection that ztunnel carried is between the pods of both ends. An end that is null is any. */
export function isCarried(
  { source, target }: ZtunnelConnection,
  pods: { readonly caller: ReadonlySet<string> | null; readonly callee: ReadonlySet<string> | null },
): boolean {
  const at = (end: ReadonlySet<string> | null, pod: string | null) =>
    end === null || (pod !== null && end.has(pod));
  return at(pods.caller, source) && at(pods.callee, target);
}
