import type { Outcome } from '#demo/traffic/flow/outcome.ts';
import type { Owner } from '#demo/traffic/flow/runtime.ts';

/** Which flag explains the answer: retries and delays only accompany. */
const explaining = (flags: string): string =>
  flags.split(',').find((flag) => flag !== 'URX' && flag !== 'DI') ?? '-';

const byFlag: Readonly<Record<string, string>> = {
  UH: 'no_healthy_upstream',
  UO: 'upstream_reset_before_response_started{overflow}',
  UF: 'upstream_reset_before_response_started{remote_connection_failure}',
  UC: 'upstream_reset_before_response_started{connection_termination}',
  NR: 'route_not_found',
  NC: 'cluster_not_found',
  UT: 'response_timeout',
  DC: 'downstream_remote_disconnect',
  DR: 'http2.remote_reset',
  FI: 'fault_filter_abort',
  RL: 'local_rate_limited',
  UPE: 'upstream_reset_before_response_started{protocol_error}',
  DPE: 'http1.codec_error',
  SI: 'stream_idle_timeout',
};

/** Envoy's `%RESPONSE_CODE_DETAILS%`: why the answer is what it is, as the proxy on that side knows it. */
export function responseDetails(owner: Owner, outcome: Outcome, side: 'source' | 'destination'): string {
  const flag = explaining(outcome.flags);
  if (flag === 'UF' && owner.link?.refused === 'dropped') {
    return 'upstream_reset_before_response_started{connection_timeout}';
  }
  if (flag === 'UF' && side === 'source' && owner.link?.mutualTls === true) {
    return `upstream_reset_before_response_started{remote_connection_failure|${wrongVersion}}`;
  }
  const known = byFlag[flag];
  if (known !== undefined) return known;
  if (owner.link === null) return 'direct_response';
  if (side === 'source') return 'via_upstream';
  const judged = [owner.link.accessBare, owner.link.accessToken].find(
    ({ access }) =>
      access !== 'allowed' && (access === 'unauthenticated' ? 401 : 403) === httpStatus(outcome),
  );
  return judged?.details ?? 'via_upstream';
}

/** What a client sees when it offers TLS to a server that speaks plain text. */
export const wrongVersion =
  'TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end';

const httpStatus = ({ status, grpcStatus }: Outcome): number =>
  grpcStatus === 7 ? 403 : grpcStatus === 16 ? 401 : status;
