import { expect, test } from 'vitest';
import type { EdgeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { TrafficSample, VectorRow } from '#lib/prom/series.ts';
import { changedHosts } from '../changed-routes.ts';
import type { Split } from '../model.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '../testing/mesh.ts';
import { type Call, labelsOf, sample } from '../testing/traffic.ts';
import { wilson99 } from '../wilson.ts';

const window = seconds.parse(300);
const scrapeInterval = seconds.parse(15);
const at = epochSeconds.parse(1_000_000);

const base = [
  ...workload('shop', 'frontend'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
  service('shop', 'reviews'),
  subsets('shop', 'reviews', ['v1', 'v2']),
];

const to = (target: string | null, reporter = 'source'): Call => ({
  from: 'shop/frontend',
  to: target,
  service: 'shop/reviews',
  reporter,
});

/** Requests of the window sent to v1 and v2, as rates. */
const sent = (v1: number, v2: number): TrafficSample[] => [
  sample('requests', to('shop/reviews-v1'), v1 / window),
  sample('requests', to('shop/reviews-v2'), v2 / window),
];

function splits(
  route: KubeObject,
  samples: readonly TrafficSample[],
  sentSince: readonly VectorRow[] = [],
  live = false,
) {
  const snapshot = mesh([...base, route]);
  const graph = testGraph(snapshot, samples, { at, live, window, scrapeInterval, sentSince });
  const of = (name: string): Split | null =>
    graph.edges.find((edge) => edge.target === (`wl/Kubernetes/shop/${name}` as EdgeId as string))?.split ??
    null;
  return { v1: of('reviews-v1'), v2: of('reviews-v2') };
}

const canary = (changedAt = 0) =>
  virtualService('shop', 'reviews', [splitBy('reviews', { v1: 90, v2: 10 })], changedAt);

test('the declared weight stands beside what the caller sent', () => {
  const { v1, v2 } = splits(canary(), sent(905, 95));
  expect(v1).toMatchObject({ verdict: 'compared', weight: 90, declared: 0.9, rule: 0, deviates: false });
  expect(v2).toMatchObject({ declared: 0.1, observed: 0.095, since: at - window, deviates: false });
  expect(v2?.n).toBe(950);
  expect(v2?.route).toMatchObject({ kind: 'VirtualService', name: 'reviews' });
});

test('a share that the declared weight does not explain deviates', () => {
  const { v2 } = splits(canary(), sent(700, 300));
  expect(v2).toMatchObject({ deviates: true, observed: 0.3 });
  expect(v2?.low).toBeGreaterThan(0.1);
});

test('destination reports do not count: retries make them more', () => {
  const { v2 } = splits(canary(), [
    ...sent(905, 95),
    sample('requests', to('shop/reviews-v2', 'destination'), 5),
  ]);
  expect(v2?.observed).toBe(0.095);
});

test('requests that found no host count among those sent', () => {
  const { v1 } = splits(canary(), [
    sample('requests', to('shop/reviews-v1'), 900 / window),
    sample('requests', to(null), 100 / window),
  ]);
  expect(v1).toMatchObject({ observed: 0.9, deviates: false });
});

test('weights need not sum to 100', () => {
  const route = virtualService('shop', 'reviews', [splitBy('reviews', { v1: 3, v2: 1 })]);
  expect(splits(route, sent(750, 250)).v2).toMatchObject({ weight: 1, declared: 0.25, deviates: false });
});

test('too few requests wait', () => {
  expect(splits(canary(), sent(90, 10)).v2).toMatchObject({
    verdict: 'waiting',
    observed: 0.1,
    low: null,
    deviates: false,
  });
});

test('after a change only requests sent since are compared', () => {
  const since = (name: string, value: number): VectorRow => ({ labels: labelsOf(to(name)), value });
  const rows = [since('shop/reviews-v1', 900), since('shop/reviews-v2', 100)];
  const { v2 } = splits(canary(at - 120), sent(3000, 20), rows);
  expect(v2).toMatchObject({ verdict: 'compared', observed: 0.1, since: at - 120, deviates: false });
});

test('a route that has just changed waits for two scrapes', () => {
  const { v2 } = splits(canary(at - 20), sent(3000, 20));
  expect(v2).toMatchObject({ verdict: 'waiting', observed: null, deviates: false });
});

test('what a route said before its last change is not told', () => {
  expect(splits(canary(at + 60), sent(900, 100)).v2).toBeNull();
});

test('the present tells at once what a route has just been changed to, before the next refresh', () => {
  const { v2 } = splits(canary(at + 5), sent(3000, 20), [], true);
  expect(v2).toMatchObject({ verdict: 'waiting', weight: 10, declared: 0.1, observed: null, n: 0 });
});

test('several rules that reach the same destinations are a mixture, never a deviation', () => {
  const route = virtualService('shop', 'reviews', [
    {
      match: [{ headers: { 'x-user': { exact: 'qa' } } }],
      route: [{ destination: { host: 'reviews', subset: 'v2' } }],
    },
    splitBy('reviews', { v1: 90, v2: 10 }),
  ]);
  expect(splits(route, sent(500, 500)).v2).toMatchObject({
    verdict: 'mixture',
    rule: null,
    declared: null,
    observed: 0.5,
    deviates: false,
    rules: [0, 1],
  });
});

test('an edge without a split route has no split', () => {
  const route = virtualService('shop', 'reviews', [{ route: [{ destination: { host: 'reviews' } }] }]);
  expect(splits(route, sent(500, 500)).v1).toBeNull();
});

test('a gateway follows the route only if the route names it', () => {
  const route = canary();
  const snapshot = mesh([...base, ...workload('shop', 'ingressgateway', { proxy: 'gateway' }), route]);
  const from = { ...to('shop/reviews-v1'), from: 'shop/ingressgateway' };
  const graph = testGraph(snapshot, [sample('requests', from, 10)], {
    at,
    live: false,
    window,
    scrapeInterval,
  });
  expect(graph.edges[0]?.split).toBeNull();
});

test('hosts of routes that changed within the window are asked about, one scrape after the second of the change', () => {
  const host = 'reviews.shop.svc.cluster.local';
  const changed = (changedAt: number) =>
    changedHosts(mesh([...base, canary(changedAt)]), at, window, scrapeInterval);
  expect(changed(at - 120)).toEqual([{ ago: 104, hosts: [host] }]);
  expect(changed(at - 400)).toEqual([]);
  expect(changed(at - 30)).toEqual([]);
  expect(changed(at + 10)).toEqual([]);
});

test("Wilson's interval holds the share and narrows with the count", () => {
  const few = wilson99(20, 200);
  const many = wilson99(2000, 20_000);
  expect(few.low).toBeCloseTo(0.0576, 3);
  expect(few.high).toBeCloseTo(0.1683, 3);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
  expect(wilson99(0, 300).low).toBe(0);
  expect(wilson99(300, 300).high).toBeCloseTo(1, 9);
});
