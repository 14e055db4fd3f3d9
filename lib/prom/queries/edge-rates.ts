import type { Seconds } from '#lib/core/units.ts';
import { anyOf, type Matcher, type NamedQuery, rate, select, sumBy } from '../promql.ts';
import { failingSelectors } from './failing-selectors.ts';

/** Requests per second by reporter, of the series that `matchers` choose. */
export function edgeRequests(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  return {
    name: 'rate',
    expr: sumBy(['reporter'], rate(select('istio_requests_total', matchers), window)),
  };
}

/** Requests per second that were not plain success, by reporter, code, gRPC status and flags. */
export function edgeFailures(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const [byCode, byFlag, byGrpc] = failingSelectors(matchers);
  const any = anyOf(rate(byCode, window), rate(byFlag, window), rate(byGrpc, window));
  const by = ['reporter', 'response_code', 'grpc_response_status', 'response_flags'];
  return { name: 'errors', expr: sumBy(by, any) };
}

/** Bytes per second of the bodies of HTTP and gRPC requests, or of their responses, by reporter. */
export function edgeBodyBytes(
  of: 'request' | 'response',
  matchers: readonly Matcher[],
  window: Seconds,
): NamedQuery {
  const expr = sumBy(['reporter'], rate(select(`istio_${of}_bytes_sum`, matchers), window));
  return { name: `${of} bytes`, expr };
}

/** Bytes per second from source to target, by reporter. Istio names it from the server's side (istio#32399). */
export function edgeBytesSent(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const expr = sumBy(['reporter'], rate(select('istio_tcp_received_bytes_total', matchers), window));
  return { name: 'sent', expr };
}

/** Bytes per second from target back to source, by reporter. */
export function edgeBytesReceived(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const expr = sumBy(['reporter'], rate(select('istio_tcp_sent_bytes_total', matchers), window));
  return { name: 'received', expr };
}
