import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { binary, type NamedQuery, number, rate, select, sumBy } from '../promql.ts';

/** Requests per second of every edge and reporter, by the security policy the reporter saw. Idle edges are left out. */
export function requests(window: Seconds): NamedQuery {
  const total = sumBy(
    [...requestIdentity, 'connection_security_policy'],
    rate(select('istio_requests_total'), window),
  );
  return { name: 'requests', expr: binary('>', total, number(0)) };
}
