import type { WrittenFields } from './access-fields.ts';

type Name = keyof WrittenFields;

const plain: Readonly<Record<string, Name>> = {
  START_TIME: 'time',
  PROTOCOL: 'protocol',
  RESPONSE_CODE: 'code',
  RESPONSE_FLAGS: 'flags',
  RESPONSE_CODE_DETAILS: 'details',
  CONNECTION_TERMINATION_DETAILS: 'termination',
  UPSTREAM_TRANSPORT_FAILURE_REASON: 'transportFailure',
  BYTES_RECEIVED: 'bytesReceived',
  BYTES_SENT: 'bytesSent',
  DURATION: 'duration',
  UPSTREAM_HOST: 'upstreamHost',
  UPSTREAM_REMOTE_ADDRESS: 'upstreamHost',
  UPSTREAM_CLUSTER: 'upstreamCluster',
  UPSTREAM_CLUSTER_RAW: 'upstreamCluster',
  UPSTREAM_LOCAL_ADDRESS: 'upstreamLocal',
  DOWNSTREAM_LOCAL_ADDRESS: 'downstreamLocal',
  DOWNSTREAM_REMOTE_ADDRESS: 'downstreamRemote',
  DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: 'downstreamRemote',
  REQUESTED_SERVER_NAME: 'serverName',
  ROUTE_NAME: 'route',
};

const requestHeaders: Readonly<Record<string, Name>> = {
  ':METHOD': 'method',
  ':PATH': 'path',
  'X-ENVOY-ORIGINAL-PATH': 'path',
  'X-FORWARDED-FOR': 'forwardedFor',
  'USER-AGENT': 'userAgent',
  'X-REQUEST-ID': 'requestId',
  ':AUTHORITY': 'authority',
};

/** One of Envoy's command operators, such as `%REQ(:METHOD)%` or `%REQ(X-ENVOY-ORIGINAL-PATH?:PATH):100%`. */
export interface Operator {
  /** The field that it writes; null for one that is not read. */
  readonly field: Name | null;
  /** Whether who called wrote it: then anything can stand there, and text that looks like other fields. */
  readonly foreign: boolean;
}

/** Matches an operator anywhere in a format (Envoy's access log documentation, "Command Operators"). */
export const operatorPattern = /%([A-Z][A-Z_]*)(?:\(([^)]*)\))?(?::\d+)?%/g;

/** What an operator writes, by its name and what stands in its brackets. */
export function operatorOf(name: string, argument = ''): Operator {
  const header = argument.split('?')[0]?.toUpperCase() ?? '';
  switch (name) {
    case 'REQ':
    case 'REQ_WITHOUT_QUERY':
      return { field: at(requestHeaders, header), foreign: header !== ':METHOD' };
    case 'RESP':
      return { field: header === 'X-ENVOY-UPSTREAM-SERVICE-TIME' ? 'upstreamTime' : null, foreign: false };
    default:
      return { field: at(plain, name), foreign: false };
  }
}

const at = (table: Readonly<Record<string, Name>>, key: string): Name | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;
