import fc from 'fast-check';
import type { AccessFields } from '../access-fields.ts';

const word = fc.stringMatching(/^[A-Za-z0-9_.:/{}|+-]{1,24}$/).filter((text) => text !== '-');
const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const count = orNone(fc.nat(1_000_000_000));
const endpoint = orNone(
  fc.oneof(fc.constant('[fd00::1]:80'), fc.stringMatching(/^10\.0\.[0-9]{1,2}\.[0-9]{1,2}:[1-9][0-9]{0,4}$/)),
);
/** What callers write: anything but the quotation mark and blank that end their fields. */
const header = orNone(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => text !== '-' && !/["\n\r]/.test(text)),
);
const path = orNone(fc.stringMatching(/^\/[!-~]{0,40}$/));

/** Entries as a proxy can write them. */
export const anyEntry: fc.Arbitrary<AccessFields> = fc.record({
  method: orNone(fc.constantFrom('GET', 'POST', 'PURGE')),
  path,
  protocol: orNone(fc.constantFrom('HTTP/1.1', 'HTTP/2')),
  code: fc.oneof(fc.constantFrom(0, 200, 404, 503), fc.nat(999)),
  flags: fc.uniqueArray(fc.constantFrom('UF', 'URX', 'UH', 'NR', 'UC', 'DC'), { maxLength: 3 }),
  details: orNone(word),
  termination: orNone(word),
  transportFailure: orNone(
    fc.constantFrom('TLS_error:|268435703:SSL_routines:WRONG_VERSION_NUMBER', 'delayed connect error: 111'),
  ),
  bytesReceived: count,
  bytesSent: count,
  duration: count,
  upstreamTime: count,
  forwardedFor: header,
  userAgent: header,
  requestId: orNone(fc.uuid()),
  authority: header,
  upstreamHost: endpoint,
  upstreamCluster: orNone(
    fc.constantFrom('outbound|8080|v2|cart.shop.svc.cluster.local', 'inbound|8080||', 'PassthroughCluster'),
  ),
  upstreamLocal: endpoint,
  downstreamLocal: endpoint,
  downstreamRemote: endpoint,
  serverName: orNone(fc.constant('outbound_.8080_._.cart.shop.svc.cluster.local')),
  route: orNone(word),
});

const shown = (value: string | number | null): string => (value === null ? '-' : String(value));

/** The entry as Istio's default text format writes it. */
export function asText(time: string, e: AccessFields): string {
  const flags = e.flags.length === 0 ? '-' : e.flags.join(',');
  return (
    `[${time}] "${shown(e.method)} ${shown(e.path)} ${shown(e.protocol)}" ${shown(e.code)} ${flags} ` +
    `${shown(e.details)} ${shown(e.termination)} "${shown(e.transportFailure)}" ${shown(e.bytesReceived)} ` +
    `${shown(e.bytesSent)} ${shown(e.duration)} ${shown(e.upstreamTime)} "${shown(e.forwardedFor)}" ` +
    `"${shown(e.userAgent)}" "${shown(e.requestId)}" "${shown(e.authority)}" "${shown(e.upstreamHost)}" ` +
    `${shown(e.upstreamCluster)} ${shown(e.upstreamLocal)} ${shown(e.downstreamLocal)} ` +
    `${shown(e.downstreamRemote)} ${shown(e.serverName)} ${shown(e.route)}`
  );
}

/** The entry as the same proxy writes it as JSON: keys in any order, null for what is not there. */
export function asJson(time: string, e: AccessFields): string {
  return JSON.stringify({
    upstream_cluster: e.upstreamCluster,
    start_time: time,
    method: e.method,
    path: e.path,
    protocol: e.protocol,
    response_code: e.code,
    response_flags: e.flags.length === 0 ? '-' : e.flags.join(','),
    response_code_details: e.details,
    connection_termination_details: e.termination,
    upstream_transport_failure_reason: e.transportFailure,
    bytes_received: e.bytesReceived,
    bytes_sent: e.bytesSent,
    duration: e.duration,
    upstream_service_time: e.upstreamTime === null ? null : String(e.upstreamTime),
    x_forwarded_for: e.forwardedFor,
    user_agent: e.userAgent,
    request_id: e.requestId,
    authority: e.authority,
    upstream_host: e.upstreamHost,
    upstream_local_address: e.upstreamLocal,
    downstream_local_address: e.downstreamLocal,
    downstream_remote_address: e.downstreamRemote,
    requested_server_name: e.serverName,
    route_name: e.route,
  });
}
