import type { JsonObject } from '#lib/core/json.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** Ports of a Service by how their traffic can be routed. A port that declares nothing is taken for HTTP, as Istio sniffs it. */
export interface RoutedPorts {
  readonly http: readonly number[];
  readonly tcp: readonly number[];
  /** Whether a destination has to name its port, because the Service has others. */
  readonly several: boolean;
}

const byBytes: ReadonlySet<string> = new Set(['tcp', 'mongo', 'redis', 'mysql']);
/** Neither a rule for requests nor one for connections without a server name holds for them. */
const unrouted: ReadonlySet<string> = new Set(['tls', 'https', 'udp']);

/** The ports of a Service that a rule can be written for, by what their protocol lets a rule see. */
export function routedPorts(cluster: ClusterSnapshot, { namespace, name }: ServiceName): RoutedPorts {
  const ports = objectAt(cluster, 'Service', namespace, name)?.spec?.ports ?? [];
  const all = ports.map((port) => ({ port: port.port, protocol: declaredProtocol(port) ?? 'http' }));
  const tcp = all.filter(({ protocol }) => byBytes.has(protocol));
  const http = all.filter(({ protocol }) => !byBytes.has(protocol) && !unrouted.has(protocol));
  return { http: http.map(({ port }) => port), tcp: tcp.map(({ port }) => port), several: ports.length > 1 };
}

/** The match of a rule for one port, where the list of its protocol has others. */
const onPort = (port: number, of: readonly number[]): JsonObject =>
  of.length > 1 ? { match: [{ port }] } : {};

/**
 * The HTTP rules of a VirtualService that send a Service's requests where they go without it: one, or one for each of several
 * ports. Empty where no port is for HTTP.
 */
export function httpRulesOf(cluster: ClusterSnapshot, service: ServiceName): readonly JsonObject[] {
  const { http, several } = routedPorts(cluster, service);
  return http.map((port) => ({
    ...onPort(port, http),
    route: [{ destination: toPort(service, several ? port : null) }],
  }));
}

/** As `httpRulesOf`, for ports of bytes: each rule matches its port, for there may be rules beside them. */
export function tcpRulesOf(cluster: ClusterSnapshot, service: ServiceName): readonly JsonObject[] {
  const { tcp, several } = routedPorts(cluster, service);
  return tcp.map((port) => ({
    match: [{ port }],
    route: [{ destination: toPort(service, several ? port : null) }],
  }));
}

const toPort = ({ name }: ServiceName, port: number | null): JsonObject => ({
  host: name,
  ...(port === null ? {} : { port: { number: port } }),
});
