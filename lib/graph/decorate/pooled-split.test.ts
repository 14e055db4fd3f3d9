import { expect, test } from 'vitest';
import { withServiceNodes } from '../service-nodes.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '../testing/mesh.ts';
import { type Call, sample } from '../testing/traffic.ts';
import { drawnOf } from '../view/testing/view.ts';

const base = [
  ...workload('shop', 'frontend'),
  ...workload('shop', 'mobile'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
  service('shop', 'reviews'),
  subsets('shop', 'reviews', ['v1', 'v2']),
];
const canary = mesh([...base, virtualService('shop', 'reviews', [splitBy('reviews', { v1: 90, v2: 10 })])]);

const call = (from: string, to: string): Call => ({
  from: `shop/${from}`,
  to: `shop/${to}`,
  service: 'shop/reviews',
});

/** Requests of the window of a caller to v1 and v2. */
const sent = (from: string, v1: number, v2: number) => [
  ...(v1 === 0 ? [] : [sample('requests', call(from, 'reviews-v1'), v1 / 300)]),
  ...(v2 === 0 ? [] : [sample('requests', call(from, 'reviews-v2'), v2 / 300)]),
];

const both = [...sent('frontend', 900, 100), ...sent('mobile', 1000, 0)];

const v2Of = (graph: ReturnType<typeof drawnOf>['graph'], from: string) =>
  graph.edges.find(({ source, target }) => source.endsWith(from) && target.endsWith('reviews-v2'))?.split;

test('a caller has its own shares in a view of workloads and of versions, and none in one of applications', () => {
  for (const graphType of ['workload', 'versionedApp'] as const) {
    const { graph, mesh: whole } = drawnOf(both, { snapshot: canary, options: { graphType } });
    expect(v2Of(graph, 'frontend')).toMatchObject({ declared: 0.1, observed: 0.1, deviates: false });
    expect(v2Of(graph, 'frontend')).toEqual(v2Of(whole, 'frontend'));
  }
  const { graph } = drawnOf(both, { snapshot: canary, options: { graphType: 'app' } });
  expect(graph.edges.map(({ split }) => split)).toEqual([null, null]);
});

test('from a service on, all its callers are counted together, those that sent a version nothing too', () => {
  const drawn = { snapshot: canary, options: { serviceNodes: true } };
  const { graph, mesh: whole } = drawnOf(both, drawn);
  const pooled = { weight: 10, declared: 0.1, observed: 0.05, n: 1900, verdict: 'compared', deviates: true };
  expect(v2Of(graph, 'svc/Kubernetes/shop/reviews')).toMatchObject(pooled);
  expect(v2Of(withServiceNodes(whole, canary), 'svc/Kubernetes/shop/reviews')).toMatchObject(pooled);
  const toService = graph.edges.filter(({ target }) => target.startsWith('svc/'));
  expect(toService.map(({ split }) => split)).toEqual([null, null]);
});

test('few requests of each of several callers are enough together', () => {
  const few = [...sent('frontend', 135, 15), ...sent('mobile', 135, 15)];
  const { graph, mesh: whole } = drawnOf(few, { snapshot: canary, options: { serviceNodes: true } });
  expect(v2Of(whole, 'frontend')?.verdict).toBe('waiting');
  expect(v2Of(graph, 'svc/Kubernetes/shop/reviews')).toMatchObject({ verdict: 'compared', deviates: false });
});

test('callers under different rules are a mixture', () => {
  const byCaller = mesh([
    ...base,
    virtualService('shop', 'reviews', [
      { match: [{ sourceLabels: { app: 'mobile' } }], ...splitBy('reviews', { v1: 50, v2: 50 }) },
      splitBy('reviews', { v1: 90, v2: 10 }),
    ]),
  ]);
  const traffic = [...sent('frontend', 900, 100), ...sent('mobile', 500, 500)];
  const { graph } = drawnOf(traffic, { snapshot: byCaller, options: { serviceNodes: true } });
  expect(v2Of(graph, 'svc/Kubernetes/shop/reviews')).toMatchObject({ verdict: 'mixture', declared: null });
});
