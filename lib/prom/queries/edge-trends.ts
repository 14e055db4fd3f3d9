import type { Seconds } from '#lib/core/units.ts';
import { requestIdentity } from '../labels.ts';
import {
  call,
  escapeRegex,
  type Matcher,
  matches,
  type NamedQuery,
  number,
  rate,
  select,
  sumBy,
} from '../promql.ts';
import type { Percentile } from './percentiles.ts';

/** Names of the workloads at the ends of edges, as telemetry writes them: every edge between them is asked for. */
export interface BetweenWorkloads {
  readonly sources: readonly string[];
  readonly targets: readonly string[];
}

const anyOfNames = (names: readonly string[]): string =>
  [...new Set(names)].sort().map(escapeRegex).join('|');

const matchersOf = ({ sources, targets }: BetweenWorkloads): readonly Matcher[] => [
  matches('source_workload', anyOfNames(sources)),
  matches('destination_workload', anyOfNames(targets)),
];

/** Requests per second, by edge. */
export const requestTrend = (of: BetweenWorkloads, window: Seconds): NamedQuery => ({
  name: 'request trend',
  expr: sumBy(requestIdentity, rate(select('istio_requests_total', matchersOf(of)), window)),
});

/** A percentile of request duration in milliseconds, by edge. */
export function latencyTrend(p: Percentile, of: BetweenWorkloads, window: Seconds): NamedQuery {
  const buckets = select('istio_request_duration_milliseconds_bucket', matchersOf(of));
  const expr = call(
    'histogram_quantile',
    number(p / 100),
    sumBy(['le', ...requestIdentity], rate(buckets, window)),
  );
  return { name: 'latency trend', expr };
}
