import { seconds } from '#lib/core/units.ts';
import { eq, type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import { anyTraffic } from '#lib/prom/queries/any-traffic.ts';
import { bytesByPod, latencyByPod, p95ByPod, requestsByPod } from '#lib/prom/queries/by-pod.ts';
import { durationsOfHosts } from '#lib/prom/queries/durations-of-hosts.ts';
import { identityBuckets, identityBytes, identityPercentile } from '#lib/prom/queries/edge-measures.ts';
import {
  edgeBodyBytes,
  edgeBytesReceived,
  edgeBytesSent,
  edgeFailures,
  edgeRequests,
} from '#lib/prom/queries/edge-rates.ts';
import { type FlowNeeds, flowQueries } from '#lib/prom/queries/flows.ts';
import { uncoveredTargets } from '#lib/prom/queries/known-target.ts';
import { meshWide } from '#lib/prom/queries/mesh-wide.ts';
import { percentile, percentiles } from '#lib/prom/queries/percentiles.ts';
import { scrapeInterval, scrapesWithin } from '#lib/prom/queries/scrape-interval.ts';
import { sentSince } from '#lib/prom/queries/sent-since.ts';
import { timelineFailures, timelineRequests } from '#lib/prom/queries/timeline.ts';

const edge = [eq('destination_service', 'cart.shop.svc.cluster.local'), eq('source_workload', 'frontend')];

/** A view with everything on it; what excludes each other comes in a second one. */
const everything: FlowNeeds = {
  idle: false,
  requests: true,
  messages: { sent: true, received: true },
  tcp: { sent: true, received: true },
  latency: 95,
  throughput: 'response',
  security: true,
  operations: 'request_operation',
};
const views: readonly FlowNeeds[] = [
  everything,
  { ...everything, idle: true, latency: 'mean', throughput: 'request', security: false },
];

const series = [
  { namespaces: null, operations: null },
  { namespaces: ['bank', 'shop'], operations: 'request_operation' },
];

/** The text of every query that Weft sends, at several windows, once with a scope label and once without. */
export function weftQueries(): string[] {
  const windows = [60, 300, 3600].map((length) => seconds.parse(length));
  const named: NamedQuery[] = windows.flatMap((window) => [
    ...meshWide(window, 'up').map(({ query }) => query),
    ...meshWide(window, 'any-series').map(({ query }) => query),
    edgeRequests(edge, window),
    edgeFailures(edge, window),
    edgeBodyBytes('request', edge, window),
    edgeBodyBytes('response', edge, window),
    edgeBytesSent(edge, window),
    edgeBytesReceived(edge, window),
    durationsOfHosts(['cart.shop.svc.cluster.local', 'orders.shop.svc.cluster.local'], window),
    ...percentiles.map((p) => percentile(p, edge, window)),
    ...series.flatMap((each) => [
      identityPercentile(95, each, window),
      identityBuckets(each, null, window),
      identityBuckets(each, ['cart.shop.svc.cluster.local', 'orders.shop.svc.cluster.local'], window),
      identityBytes('request', each, window),
      identityBytes('response', each, window),
    ]),
    requestsByPod(edge, window),
    latencyByPod(edge, window),
    p95ByPod(edge, window),
    ...bytesByPod(edge, window),
    ...views.flatMap((needs) => flowQueries(window, needs).map(({ query }) => query)),
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
  const scope = [{ label: 'namespace', value: 'shop' }];
  return [...named, scrapeInterval(), uncoveredTargets(), anyTraffic()].flatMap(({ expr }) => [
    toPromql(expr),
    toPromql(expr, scope),
  ]);
}
