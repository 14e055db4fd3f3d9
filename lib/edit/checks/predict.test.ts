import { expect, test } from 'vitest';
import { edge, graph, node } from '#lib/graph/testing/elements.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { predict } from './predict.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const host = 'cart.shop.svc.cluster.local';
const service = { cluster: clusterOf('').id, namespace: 'shop', name: 'cart', host };
const web = pod('shop', 'web', { app: 'web' });
const base = web + cart() + subsetsOf(['v1', 'v2']);

/** 100 rps from web to cart, 10 of them to v2, and what v1 and v2 send on. */
const traffic = graph(
  ['shop/web', 'shop/cart-v1', 'shop/cart-v2', 'shop/db', 'shop/log'].map((path) => node(path)),
  [
    edge('shop/web > shop/cart-v1', { count: 90 * 300 }, { service }),
    edge('shop/web > shop/cart-v2', { count: 10 * 300 }, { service }),
    edge('shop/cart-v1 > shop/db', { count: 180 * 300 }),
    edge('shop/cart-v2 > shop/log', { count: 5 * 300 }),
  ],
);
const rows = (plan: Parameters<typeof planOf>[0]) =>
  Object.fromEntries(
    predict(planOf({ traffic, ...plan })).map(({ what, now, after }) => [what, [now, after].map(rounded)]),
  );
const rounded = (rate: number | null) => (rate === null ? null : Math.round(rate * 100) / 100);

test('versions get their share of what callers send now, and what they send on follows', () => {
  expect(rows({ base, before: splitOf({ v1: 90, v2: 10 }), after: splitOf({ v1: 1, v2: 1 }) })).toEqual({
    'cart v1': [90, 50],
    'cart v2': [10, 50],
    'web → cart v1': [90, 50],
    'web → cart v2': [10, 50],
    'cart v1 → db': [180, 100],
    'cart v2 → log': [5, 25],
  });
});

test('a first route takes what went to every pod alike; without it that is so again', () => {
  const after = splitOf({ v1: 100, v2: 0 });
  expect(rows({ base, after })).toMatchObject({ 'cart v1': [90, 100], 'cart v2': [10, 0] });
  // Four pods of v1, one of v2.
  expect(rows({ base, before: after })).toMatchObject({ 'cart v1': [90, 80], 'cart v2': [10, 20] });
});

const withHeader = (weights: Readonly<Record<string, number>>) =>
  splitOf(weights).replace(
    '    - route',
    '    - match: [{ headers: { beta: { exact: "1" } } }]\n      route: [{ destination: { host: cart, subset: v2 } }]\n    - route',
  );

test('of two rules the portions are told from where requests went', () => {
  // All of what went to v2 took the rule by header: a tenth.
  const plan = { base, before: withHeader({ v1: 100, v2: 0 }), after: withHeader({ v1: 50, v2: 50 }) };
  expect(rows(plan)).toMatchObject({ 'cart v1': [90, 45], 'cart v2': [10, 55] });
});

test('where the shares stay nothing is predicted, also where chance gave others', () => {
  const before = splitOf({ v1: 80, v2: 20 });
  const after = before.replace('    - route', '    - timeout: 1s\n      route');
  expect(after).not.toBe(before);
  expect(rows({ base, before, after })).toEqual({});
});

test('what a new rule would take is not known', () => {
  const plan = { base, before: splitOf({ v1: 90, v2: 10 }), after: withHeader({ v1: 90, v2: 10 }) };
  expect(rows(plan)).toMatchObject({ 'cart v1': [90, null], 'cart v2': [10, null] });
});

test('without traffic, and of callers that are no workloads, nothing is predicted', () => {
  const after = splitOf({ v1: 1, v2: 1 });
  expect(predict(planOf({ base, after }))).toEqual([]);
  expect(rows({ base: cart() + subsetsOf(['v1', 'v2']), after })).toEqual({});
});

test('a caller that may not be seen is part of what arrives, and takes what nobody can tell', () => {
  const hidden = {
    ...traffic,
    nodes: traffic.nodes.map((one) => (one.name === 'web' ? { ...one, kind: 'inaccessible' as const } : one)),
  };
  const plan = {
    base,
    traffic: hidden,
    before: splitOf({ v1: 90, v2: 10 }),
    after: splitOf({ v1: 1, v2: 1 }),
  };
  expect(rows(plan)).toMatchObject({ 'cart v1': [90, null], 'what you may not see → cart v1': [90, null] });
});

test('a gateway whose requests the route does not govern goes on as before', () => {
  const edgePod = pod('shop', 'web', { istio: 'edge' }).replace(
    /name: app \}.*/,
    'name: istio-proxy, args: [proxy, router] }]',
  );
  const plan = { base: edgePod + cart() + subsetsOf(['v1', 'v2']), after: splitOf({ v1: 0, v2: 1 }) };
  expect(rows(plan)).toEqual({});
});
