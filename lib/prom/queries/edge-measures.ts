import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import {
  anyOf,
  call,
  type Expr,
  escapeRegex,
  type Matcher,
  matches,
  type NamedQuery,
  number,
  rate,
  select,
  sumBy,
} from '../promql.ts';
import { inNamespaces } from './in-namespaces.ts';
import type { Percentile } from './percentiles.ts';

/** Of which series the measures of edges are asked: one query a measure, whatever the number of edges. */
export interface MeasuredSeries {
  /** Those with an end in these namespaces; null for all. */
  readonly namespaces: readonly string[] | null;
  /** A label that tells series of one identity apart, such as that of operations; null for none. */
  readonly operations: string | null;
}

const duration = 'istio_request_duration_milliseconds_bucket';

function summed(
  metric: string,
  by: readonly string[],
  { namespaces, operations }: MeasuredSeries,
  window: Seconds,
  further: readonly Matcher[] = [],
): Expr {
  const [first, ...rest] = inNamespaces(namespaces).map((matchers) =>
    rate(select(metric, [...matchers, ...further]), window),
  );
  const all = [...by, ...requestIdentity, ...(operations === null ? [] : [operations])];
  return sumBy(all, first === undefined ? rate(select(metric), window) : anyOf(first, ...rest));
}

/** A percentile of request duration in milliseconds of every identity and reporter. Of several identities it does not add up. */
export const identityPercentile = (p: Percentile, series: MeasuredSeries, window: Seconds): NamedQuery => ({
  name: `edges-p${p}`,
  expr: call('histogram_quantile', number(p / 100), summed(duration, ['le'], series, window)),
});

/**
 * Requests per second by duration at most `le` milliseconds, of every identity and reporter: what percentiles of several
 * identities together are worked out from. `hosts` leaves only what is addressed to them; null leaves all.
 */
export function identityBuckets(
  series: MeasuredSeries,
  hosts: readonly string[] | null,
  window: Seconds,
): NamedQuery {
  const to =
    hosts === null ? [] : [matches('destination_service', [...hosts].sort().map(escapeRegex).join('|'))];
  return { name: 'edges-latency-buckets', expr: summed(duration, ['le'], series, window, to) };
}

/** Bytes per second of the bodies of HTTP and gRPC requests, or of their responses, of every identity and reporter. */
export const identityBytes = (
  of: 'request' | 'response',
  series: MeasuredSeries,
  window: Seconds,
): NamedQuery => ({
  name: `edges-${of}-bytes`,
  expr: summed(`istio_${of}_bytes_sum`, [], series, window),
});
