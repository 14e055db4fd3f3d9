import { isObject, type Json, type JsonObject, parseJson } from '#lib/core/json.ts';
import type { WrittenFields } from './access-fields.ts';
import { operatorOf, operatorPattern } from './operators.ts';

type Name = keyof WrittenFields;

/** Which key holds which field. */
export type JsonKeys = Readonly<Record<string, Name>>;

/** Istio's default keys (EnvoyJSONLogFormatIstio, istio/istio pilot/pkg/model/telemetry_logging.go 01358b3e). */
export const istioJsonKeys: JsonKeys = {
  start_time: 'time',
  route_name: 'route',
  method: 'method',
  path: 'path',
  protocol: 'protocol',
  response_code: 'code',
  response_flags: 'flags',
  response_code_details: 'details',
  connection_termination_details: 'termination',
  bytes_received: 'bytesReceived',
  bytes_sent: 'bytesSent',
  duration: 'duration',
  upstream_service_time: 'upstreamTime',
  x_forwarded_for: 'forwardedFor',
  user_agent: 'userAgent',
  request_id: 'requestId',
  authority: 'authority',
  upstream_host: 'upstreamHost',
  upstream_cluster: 'upstreamCluster',
  upstream_local_address: 'upstreamLocal',
  downstream_local_address: 'downstreamLocal',
  downstream_remote_address: 'downstreamRemote',
  requested_server_name: 'serverName',
  upstream_transport_failure_reason: 'transportFailure',
};

/** The keys of a JSON format: those whose value is one operator. */
export function jsonKeys(format: JsonObject): JsonKeys {
  const found: Record<string, Name> = {};
  for (const [key, value] of Object.entries(format)) {
    if (typeof value !== 'string') continue;
    const [match, ...more] = value.matchAll(operatorPattern);
    if (match === undefined || more.length > 0 || match[0] !== value) continue;
    const { field } = operatorOf(match[1] ?? '', match[2]);
    if (field !== null) found[key] = field;
  }
  return found;
}

/** A JSON object that a line is, or null. */
export function objectIn(line: string): JsonObject | null {
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  try {
    const value = parseJson(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** So many known keys make an object an entry of an access log; a program's own line may have a `path` or a `duration`. */
const fewestKeys = 3;

/** What an object says under the keys of a format; null for one that is not of it. */
export function readObject(object: JsonObject, keys: JsonKeys): WrittenFields | null {
  const found: WrittenFields = {};
  let known = 0;
  for (const [key, value] of Object.entries(object)) {
    const field = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (field === undefined) continue;
    known += 1;
    const text = textOf(value);
    if (text !== null) found[field] ??= text;
  }
  return known >= Math.min(fewestKeys, Object.keys(keys).length) ? found : null;
}

const textOf = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
