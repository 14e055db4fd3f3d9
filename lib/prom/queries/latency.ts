import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import { binary, type NamedQuery, number, rate, select, sumBy } from '../promql.ts';

/**
 * Milliseconds of request duration per second of every edge and reporter. Divided by the requests per second, which another
 * query brings, it is the mean: proxies count a request and time it in one step, so asking for
 * `istio_request_duration_milliseconds_count` too would touch as many samples again to learn what is known.
 */
export function latency(window: Seconds): NamedQuery {
  const spent = sumBy(requestIdentity, rate(select('istio_request_duration_milliseconds_sum'), window));
  return { name: 'latency', expr: binary('>', spent, number(0)) };
}
