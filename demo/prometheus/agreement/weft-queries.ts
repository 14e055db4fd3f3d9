import { seconds } from '#lib/core/units.ts';
import { eq, type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import { anyTraffic } from '#lib/prom/queries/any-traffic.ts';
import { bytesByPod, latencyByPod, p95ByPod, requestsByPod } from '#lib/prom/queries/by-pod.ts';
import {
  edgeBytesReceived,
  edgeBytesSent,
  edgeFailures,
  edgeRequests,
} from '#lib/prom/queries/edge-rates.ts';
import { uncoveredTargets } from '#lib/prom/queries/known-target.ts';
import { meshWide } from '#lib/prom/queries/mesh-wide.ts';
import { percentile, percentiles } from '#lib/prom/queries/percentiles.ts';
import { scrapeInterval, scrapesWithin } from '#lib/prom/queries/scrape-interval.ts';
import { sentSince } from '#lib/prom/queries/sent-since.ts';
import { timelineFailures, timelineRequests } from '#lib/prom/queries/timeline.ts';

const edge = [eq('destination_service', 'cart.shop.svc.cluster.local'), eq('source_workload', 'frontend')];

/** The text of every query that Weft sends, at several windows, once with a scope label and once without. */
export function weftQueries(): string[] {
  const windows = [60, 300, 3600].map((length) => seconds.parse(length));
  const named: NamedQuery[] = windows.flatMap((window) => [
    ...meshWide(window, 'up').map(({ query }) => query),
    ...meshWide(window, 'any-series').map(({ query }) => query),
    edgeRequests(edge, window),
    edgeFailures(edge, window),
    edgeBytesSent(edge, window),
    edgeBytesReceived(edge, window),
    ...percentiles.map((p) => percentile(p, edge, window)),
    requestsByPod(edge, window),
    latencyByPod(edge, window),
    p95ByPod(edge, window),
    ...bytesByPod(edge, window),
    timelineRequests(null, window),
    timelineRequests(['bank', 'shop'], window),
    timelineFailures(null, window),
    timelineFailures(['bank', 'shop'], window),
    scrapesWithin(window),
    sentSince([
      { ago: window, hosts: ['cart.shop.svc.cluster.local', 'orders.shop.svc.cluster.local'] },
      { ago: seconds.parse(120), hosts: ['payment.shop.svc.cluster.local'] },
    ]),
  ]);
  const scope = { label: 'namespace', value: 'shop' };
  return [...named, scrapeInterval(), uncoveredTargets(), anyTraffic()].flatMap(({ expr }) => [
    toPromql(expr),
    toPromql(expr, scope),
  ]);
}
