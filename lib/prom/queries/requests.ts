import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity, tcpIdentity } from '../labels.ts';
import { anyOf, binary, type NamedQuery, number, rate, select, sumBy } from '../promql.ts';

/**
 * Requests per second of every edge and reporter, by the security policy the reporter saw, and TCP connections that ended, by the
 * flags they ended with: a proxy writes why one failed when it closes it. Rows of the two never are the same, for each names its
 * protocol. Idle edges are left out.
 */
export function requests(window: Seconds): NamedQuery {
  const total = sumBy(
    [...requestIdentity, 'connection_security_policy'],
    rate(select('istio_requests_total'), window),
  );
  const ended = sumBy(
    [...tcpIdentity, 'request_protocol'],
    rate(select('istio_tcp_connections_closed_total'), window),
  );
  return { name: 'requests', expr: binary('>', anyOf(total, ended), number(0)) };
}
