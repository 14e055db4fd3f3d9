import { seconds } from '#lib/core/units.ts';
import { volumeFloor } from '#lib/health/tolerance.ts';
import { ago, binary, call, number, over, rate, select, sumBy } from '#lib/prom/promql.ts';
import type { Condition } from './alert-condition.ts';
import { alertSeries } from './alert-series.ts';
import type { AlertSubject } from './alert-subject.ts';
import type { AlertWindows } from './alert-windows.ts';
import { countedBy, enough } from './failing-condition.ts';

/** When one request in a hundred takes longer than `bound` milliseconds. */
export function slowCondition(subject: AlertSubject, bound: number, { short }: AlertWindows): Condition {
  const series = alertSeries(subject, subject.edge.shown);
  const buckets = rate(select('istio_request_duration_milliseconds_bucket', series), short);
  const p99 = call('histogram_quantile', number(0.99), sumBy(['le'], buckets));
  return [[binary('>', p99, number(bound)), enough('istio_requests_total', series, short)]];
}

/** Traffic is compared with that of so long before, and below this part of it has stopped. */
const before = seconds.parse(3600);
const part = 10;

/** When traffic that was there an hour before is not any more; series that are gone count as none. */
export function stoppedCondition(subject: AlertSubject, { short }: AlertWindows): Condition {
  const { protocol, shown } = subject.edge;
  const requests = select(countedBy(protocol), alertSeries(subject, shown));
  const now = sumBy([], rate(requests, short));
  const then = ago(over(requests, short), before);
  const wasEnough = binary('>=', sumBy([], call('increase', then)), number(volumeFloor * part));
  const goesOn = binary('>', now, binary('/', sumBy([], call('rate', then)), number(part)));
  return [[binary('unless', wasEnough, goesOn)]];
}
