/** What one of Envoy's response flags says, and which proxy sets it. */
export interface FlagInfo {
  readonly name: string;
  readonly says: string;
}

/**
 * Envoy's response flags in the short form of `response_flags` (Envoy's access log documentation, RESPONSE_FLAGS), with what
 * Istio sets them for. ztunnel's DENY and CONNECT are its own.
 */
export const responseFlags: Readonly<Record<string, FlagInfo>> = {
  UH: {
    name: 'no healthy upstream',
    says: 'No endpoint of the service or subset was ready or left after ejection.',
  },
  UF: {
    name: 'upstream connection failure',
    says: 'The connection to the pod could not be made: refused, unreachable, or TLS failed.',
  },
  UC: { name: 'upstream connection ended', says: 'The pod’s side closed the connection before it answered.' },
  UO: {
    name: 'upstream overflow',
    says: 'A connection pool limit of the DestinationRule was reached in the caller’s proxy.',
  },
  NR: { name: 'no route', says: 'No rule matched the request.' },
  NC: { name: 'no cluster', says: 'The route names a host or subset that the proxy does not have.' },
  UT: { name: 'upstream timeout', says: 'The route’s timeout passed before the pod answered.' },
  URX: { name: 'retries used up', says: 'Every retry, or every connection attempt of TCP, failed too.' },
  DC: { name: 'caller gave up', says: 'The caller closed the connection before the answer came.' },
  DR: { name: 'caller reset', says: 'The caller reset the stream before the answer came.' },
  UR: { name: 'upstream reset', says: 'The pod reset the stream.' },
  LR: {
    name: 'local reset',
    says: 'The proxy itself reset the stream, as it does while its configuration changes.',
  },
  FI: { name: 'fault injected', says: 'A fault of the VirtualService answered instead of the pod.' },
  DI: { name: 'delay injected', says: 'A fault of the VirtualService held the request back.' },
  RL: { name: 'rate limited', says: 'A rate limit refused the request.' },
  RLSE: { name: 'rate limit service error', says: 'The rate limit service did not answer.' },
  UAEX: {
    name: 'external authorization',
    says: 'The external authorizer of a CUSTOM policy refused the request or did not answer.',
  },
  SI: { name: 'stream idle', says: 'The stream was idle for longer than allowed.' },
  UMSDR: { name: 'stream too long', says: 'The stream lasted longer than allowed.' },
  DT: { name: 'connection too long', says: 'The connection lasted longer than allowed.' },
  DPE: { name: 'caller protocol error', says: 'The caller spoke another protocol than the port expects.' },
  UPE: {
    name: 'upstream protocol error',
    says: 'The pod answered in another protocol than the port is declared for.',
  },
  DF: { name: 'DNS failure', says: 'The host’s name could not be resolved.' },
  IH: { name: 'invalid header', says: 'A header failed a strict check.' },
  LH: { name: 'local health check', says: 'The proxy’s own health check failed.' },
  NFCF: {
    name: 'no filter configuration',
    says: 'A filter’s configuration did not arrive, such as a Wasm module.',
  },
  OM: { name: 'overload manager', says: 'The proxy is short of memory and sheds load.' },
  DENY: { name: 'denied by ztunnel', says: 'An L4 authorization policy closed the connection.' },
  CONNECT: { name: 'ztunnel could not connect', says: 'ztunnel did not reach the other side.' },
};

/** One line for a set of flags; a flag that the table lacks is shown as it is. */
export function explainFlags(flags: readonly string[]): string {
  return flags
    .map((flag) => (Object.hasOwn(responseFlags, flag) ? `${flag}: ${responseFlags[flag]?.says}` : flag))
    .join(' ');
}
