/** Envoy's response flags in a few words, after `substitution_formatter.rst` of Envoy, RESPONSE_FLAGS. */
const meanings: Readonly<Record<string, string>> = {
  CONNECT: 'ztunnel could not connect',
  DC: 'downstream connection closed',
  DENY: 'denied by an authorization policy',
  DF: 'name resolution failed',
  DI: 'delay injected',
  DPE: 'downstream protocol error',
  DT: 'request or connection over its maximum duration',
  FI: 'fault injected',
  IH: 'header rejected by a strict check',
  LH: 'local health check failed',
  LR: 'connection reset by the proxy',
  NC: 'no such cluster: the subset or host is missing',
  NFCF: 'filter configuration not found',
  NR: 'no route matches',
  OM: 'overload manager ended the request',
  RL: 'rate limited',
  RLSE: 'rate limit service failed',
  SI: 'stream idle timeout',
  UAEX: 'denied by an authorization service',
  UC: 'upstream closed the connection',
  UF: 'upstream connection failed',
  UH: 'no healthy upstream',
  UMSDR: 'upstream maximum stream duration reached',
  UO: 'upstream overflow: circuit breaker open',
  UPE: 'upstream protocol error',
  UR: 'reset by the upstream',
  URX: 'retry limit reached',
  UT: 'upstream timeout',
};

/** What a response flag means, or nothing for one that is not known. */
export const flagMeaning = (flag: string): string => meanings[flag] ?? '';
