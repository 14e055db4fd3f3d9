import type { Seconds } from '#lib/core/units.ts';
import { outcomeLabels, podLabels } from '../labels.ts';
import {
  binary,
  call,
  type Matcher,
  matchesNot,
  type NamedQuery,
  number,
  rate,
  select,
  sumBy,
} from '../promql.ts';

/** What tells the rows of a breakdown apart besides the pod that reports. */
const around = [
  'reporter',
  'source_workload_namespace',
  'source_workload',
  'destination_canonical_revision',
] as const;

const duration = 'istio_request_duration_milliseconds';

/** Requests per second by reporting pod, caller, version and outcome, of the series that `matchers` choose. */
export function requestsByPod(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const by = [...around, ...podLabels, ...outcomeLabels];
  return { name: 'requests by pod', expr: sumBy(by, rate(select('istio_requests_total', matchers), window)) };
}

/** Milliseconds of request duration per second, by the same labels without the outcome: over the rate it is the mean. */
export function latencyByPod(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const sums = rate(select(`${duration}_sum`, matchers), window);
  return { name: 'latency by pod', expr: binary('>', sumBy([...around, ...podLabels], sums), number(0)) };
}

/** The 95th percentile of request duration in milliseconds, by reporting pod. */
export function p95ByPod(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  const buckets = rate(select(`${duration}_bucket`, matchers), window);
  const expr = call('histogram_quantile', number(0.95), sumBy(['le', 'reporter', ...podLabels], buckets));
  return { name: 'p95 by pod', expr };
}

/**
 * Bytes per second from source to target and back, by reporting pod and caller. What a ztunnel reports is left out: the pod
 * it is scraped from is its own, not the caller's or the callee's.
 */
export function bytesByPod(matchers: readonly Matcher[], window: Seconds): readonly NamedQuery[] {
  const own = [...matchers, matchesNot('app', 'ztunnel')];
  return (['received', 'sent'] as const).map((way) => ({
    name: `bytes ${way} by pod`,
    expr: sumBy([...around, ...podLabels], rate(select(`istio_tcp_${way}_bytes_total`, own), window)),
  }));
}
