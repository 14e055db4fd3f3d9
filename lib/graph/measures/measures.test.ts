import { expect, test } from 'vitest';
import { edgeId } from '#lib/core/ids.ts';
import { seconds } from '#lib/core/units.ts';
import { eq, matches } from '#lib/prom/promql.ts';
import type { Labels } from '#lib/prom/series.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import { labelsOf } from '../testing/traffic.ts';
import { edgesOfView } from './edges-of.ts';
import { fillMeasures } from './fill-measures.ts';
import { type PlannedQuery, planMeasures } from './plan-measures.ts';
import { groupsOf } from './row-groups.ts';

const call = (from: string, to: string, reporter = 'source'): Labels =>
  labelsOf({ from, to, service: to.replace(/-v\d$/, ''), reporter });
const toReviews = edgeId.parse('frontend > reviews');
const toCart = edgeId.parse('frontend > cart');
/** Both versions of reviews are one application. */
const edgesOf = edgesOfView([
  {
    id: toReviews,
    matchers: [eq('source_workload', 'frontend'), matches('destination_workload', 'reviews-v.')],
  },
  { id: toCart, matchers: [eq('source_workload', 'frontend'), eq('destination_workload', 'cart')] },
]);
const [v1, v2, cart] = ['shop/reviews-v1', 'shop/reviews-v2', 'shop/cart'].map((to) =>
  call('shop/frontend', to),
);
const series = { namespaces: null, operations: null };
const window = seconds.parse(300);

function asked(of: readonly EdgeMeasure[], known: readonly (Labels | undefined)[], answers: Answers = {}) {
  const groups = groupsOf(edgesOf, null);
  const rows = known.filter((labels) => labels !== undefined);
  const plan = planMeasures({ of, series, window, known: rows, groupsOf: groups });
  const filled = fillMeasures({
    of,
    plan,
    groupsOf: groups,
    answers: plan.queries.map(({ measure }) => ({ measure, rows: answers[measure] ?? [] })),
  });
  return { plan, names: plan.queries.map(({ query }) => query.name), filled };
}

type Answers = Partial<Record<PlannedQuery['measure'], { labels: Labels; value: number | null }[]>>;

const histogram = (labels: Labels = {}, counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([le, value]) => ({ labels: { ...labels, le }, value }));

test('only what is asked for', () => {
  expect(asked(['p95'], [cart]).names).toEqual(['edges-p95']);
  expect(asked(['p50', 'request-throughput'], [cart]).names).toEqual(['edges-p50', 'edges-request-bytes']);
  expect(asked(['response-throughput'], [v1, v2]).names).toEqual(['edges-response-bytes']);
});

test('an edge of one identity has the percentile that Prometheus works out', () => {
  const { filled } = asked(['p95'], [cart], { p95: [{ labels: cart ?? {}, value: 214 }] });
  expect(filled).toEqual([{ id: toCart, reports: [{ reporter: 'source', values: { p95: 214 } }] }]);
});

test('an edge of several identities has the percentile of their requests together, not a mean of percentiles', () => {
  const { names, filled } = asked(['p50', 'p99'], [v1, v2], {
    buckets: [
      // 90 requests a second within 10 ms, and 10 that take 100 to 1000 ms.
      ...histogram(v1, { 10: 90, 100: 90, 1000: 90, '+Inf': 90 }),
      ...histogram(v2, { 10: 0, 100: 0, 1000: 10, '+Inf': 10 }),
    ],
  });
  expect(names).toEqual(['edges-latency-buckets']);
  expect(filled[0]?.reports[0]?.values.p50).toBeCloseTo((10 * 50) / 90, 9);
  expect(filled[0]?.reports[0]?.values.p99).toBeCloseTo(910, 9);
});

test('where few edges are sums, only their services are read bucket by bucket', () => {
  const others = Array.from({ length: 6 }, () => call('shop/frontend', 'shop/cart')).map((labels, i) => ({
    ...labels,
    destination_service: `cart${i}.shop`,
  }));
  const singles = edgesOfView([
    { id: toReviews, matchers: [matches('destination_workload', 'reviews-v.')] },
    ...others.map(({ destination_service: host = '' }) => ({
      id: edgeId.parse(host),
      matchers: [eq('destination_service', host)],
    })),
  ]);
  const known = [v1, v2, ...others].filter((labels) => labels !== undefined);
  const plan = planMeasures({ of: ['p95'], series, window, known, groupsOf: groupsOf(singles, null) });
  expect(plan.queries.map(({ query }) => query.name)).toEqual(['edges-p95', 'edges-latency-buckets']);
  expect(JSON.stringify(plan.queries)).toContain('reviews\\\\.shop');
  expect(JSON.stringify(plan.queries)).not.toContain('cart0');
});

test('several percentiles of a small mesh come of one reading', () => {
  const { names, filled } = asked(['p50', 'p95'], [cart], {
    buckets: histogram(cart, { 10: 50, 100: 100, '+Inf': 100 }),
  });
  expect(names).toEqual(['edges-latency-buckets']);
  expect(filled[0]?.reports[0]?.values).toEqual({ p50: 10, p95: 91 });
});

test('reporters stay apart, and bytes add up', () => {
  const [one, other] = [v1, v2].map((labels) => ({ labels: labels ?? {}, value: 100 }));
  const seen = { labels: call('shop/frontend', 'shop/reviews-v1', 'destination'), value: 7 };
  const { filled } = asked(['request-throughput'], [], {
    'request-throughput': [one, other, seen].filter((row) => row !== undefined),
  });
  expect(filled).toEqual([
    {
      id: toReviews,
      reports: [
        { reporter: 'destination', values: { 'request-throughput': 7 } },
        { reporter: 'source', values: { 'request-throughput': 200 } },
      ],
    },
  ]);
});

test('no data is nothing, and 0 is 0', () => {
  const labels = cart ?? {};
  expect(asked(['p95'], [cart], { p95: [{ labels, value: null }] }).filled).toEqual([]);
  const none = asked(['request-throughput'], [cart], { 'request-throughput': [{ labels, value: 0 }] });
  expect(none.filled[0]?.reports[0]?.values).toEqual({ 'request-throughput': 0 });
});

test('of two rows of an edge that was thought to have one, neither is taken', () => {
  const rows = [v1, v2].map((labels) => ({ labels: labels ?? {}, value: 10 }));
  expect(asked(['p95'], [v1], { p95: rows }).filled).toEqual([]);
});

test('more histograms than can be read at every refresh are refused, and the reason says what to do', () => {
  const many = Array.from({ length: 3001 }, (_, i) => ({
    ...call('shop/frontend', 'shop/reviews-v1'),
    source_cluster: `c${i}`,
  }));
  const { plan, names } = asked(['p95'], many);
  expect(names).toEqual(['edges-p95']);
  expect(plan.missing[0]?.reason).toMatch(/3001 histograms.*Choose namespaces/);
});
