import type { Seconds } from '#lib/core/units.ts';
import { call, type Matcher, type NamedQuery, number, rate, select, sumBy } from '../promql.ts';

export const percentiles = [50, 95, 99] as const;
export type Percentile = (typeof percentiles)[number];

/** A percentile of request duration in milliseconds by reporter, of the series that `matchers` choose. */
export function percentile(p: Percentile, matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const buckets = select('istio_request_duration_milliseconds_bucket', matchers);
  const expr = call('histogram_quantile', number(p / 100), sumBy(['le', 'reporter'], rate(buckets, window)));
  return { name: `p${p}`, expr };
}
