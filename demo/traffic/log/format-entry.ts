import type { Outcome } from '#demo/traffic/flow/outcome.ts';
import type { LogEntry } from './entry.ts';
import { responseDetails, wrongVersion } from './response-details.ts';

/** The virtual address of the Service that a program of `namespace` means by a host; null where it has none. */
export type AddressOf = (host: string, namespace: string) => string | null;

/**
 * A line in Istio's default text format (istio.io, "Envoy Access Logs").
 */
export function formatEntry(entry: LogEntry, addressOf: AddressOf): string {
  return entry.outcome === null ? streamLine(entry, addressOf) : requestLine(entry, entry.outcome, addressOf);
}

function requestLine(entry: LogEntry, outcome: Outcome, addressOf: AddressOf): string {
  const { owner, side, durationMs } = entry;
  const { call } = owner.call;
  const grpc = call.protocol === 'grpc';
  const answered = outcome.status !== 0 && !/UH|UF|UC|UO|NR|NC|UT|FI/.test(outcome.flags);
  const wire = owner.link === null || (outcome.flags.includes('UF') && side === 'source');
  const handshake = owner.link?.mutualTls === true && owner.link.refused !== 'dropped';
  const reason = outcome.flags.includes('UF') && handshake && side === 'source';
  const port = call.port === 80 ? '' : `:${call.port}`;
  return [
    `[${new Date(entry.atMs).toISOString()}]`,
    `"${grpc ? 'POST' : call.method} ${call.path} HTTP/${grpc ? '2' : '1.1'}"`,
    outcome.code,
    outcome.flags,
    responseDetails(owner, outcome, side),
    '-',
    `"${reason ? wrongVersion : '-'}"`,
    grpc || call.method !== 'GET' ? call.requestBytes : 0,
    bytesSent(entry, outcome),
    durationMs,
    answered && !wire ? durationMs : '-',
    `"-" "${call.headers['user-agent'] ?? 'Go-http-client/1.1'}" "${requestId(entry.number)}"`,
    `"${call.authority ?? call.host}${port}"`,
    addresses(entry, addressOf),
    `${sni(entry)} ${routeName(entry, outcome)}`,
  ].join(' ');
}

function streamLine(entry: LogEntry, addressOf: AddressOf): string {
  const { owner, flags, durationMs } = entry;
  const details = flags.includes('UF') ? 'upstream_connection_failure' : '-';
  return [
    `[${new Date(entry.atMs).toISOString()}] "- - -" 0 ${flags} - ${details} "-"`,
    owner.call.call.requestBytes,
    flags === '-' ? (upstreamBytes(entry) ?? 0) : 0,
    `${durationMs} - "-" "-" "-" "-"`,
    addresses(entry, addressOf),
    `${sni(entry)} -`,
  ].join(' ');
}

const upstreamBytes = ({ owner }: LogEntry): number | null =>
  'upstream' in owner && isAnswering(owner.upstream) ? owner.upstream.responseBytes : null;

const isAnswering = (value: unknown): value is { readonly responseBytes: number } =>
  typeof value === 'object' && value !== null && 'responseBytes' in value;

/** `RBAC: access denied` is 19 bytes, other answers of a proxy somewhat longer. */
function bytesSent(entry: LogEntry, outcome: Outcome): number {
  if (outcome.status === 0) return 0;
  if (outcome.flags !== '-') return 95;
  return outcome.failed && outcome.status === 403 ? 19 : (upstreamBytes(entry) ?? 0);
}

/** Upstream host, cluster, local address, then where the client connected to and from. */
function addresses(entry: LogEntry, addressOf: AddressOf): string {
  const { owner, caller, side, number } = entry;
  const { call } = owner.call;
  const link = owner.link;
  const ephemeral = 32_768 + (number % 28_000);
  if (side === 'destination' && link !== null) {
    const { address, port } = link.endpoint;
    return `"${address}:${port}" inbound|${port}|| 127.0.0.6:${ephemeral} ${address}:${port} ${caller.ip}:${ephemeral}`;
  }
  const host = link === null ? '-' : `${link.endpoint.address}:${link.endpoint.port}`;
  const local = link === null ? '-' : `${caller.ip}:${ephemeral}`;
  const virtual = addressOf(call.host, caller.namespace) ?? link?.endpoint.address ?? '-';
  return `"${host}" ${clusterOf(entry)} ${local} ${virtual}:${call.port} ${caller.ip}:${ephemeral + 1}`;
}

function clusterOf({ owner }: LogEntry): string {
  const { name } = owner.service;
  if (name === 'PassthroughCluster' || name === 'BlackHoleCluster') return name;
  return owner.cluster ?? '-';
}

const sni = ({ owner, side }: LogEntry): string =>
  owner.link?.mutualTls === true && side === 'destination' && owner.cluster !== null
    ? owner.cluster.replaceAll('|', '_.')
    : '-';

function routeName({ owner, side }: LogEntry, outcome: Outcome): string {
  if (side === 'destination' || outcome.flags.includes('NR')) return side === 'destination' ? 'default' : '-';
  if (owner.service.name === 'PassthroughCluster') return 'allow_any';
  return owner.service.name === 'BlackHoleCluster' ? 'block_all' : 'default';
}

/** A UUID made of the entry's number. */
function requestId(number: number): string {
  const hex = (salt: number) => (Math.imul(number + salt, 2654435761) >>> 0).toString(16).padStart(8, '0');
  const [a, b, c, d] = [hex(1), hex(7), hex(31), hex(127)];
  return `${a}-${b.slice(0, 4)}-9${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
