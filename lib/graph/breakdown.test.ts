import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import type { Labels, VectorRow } from '#lib/prom/series.ts';
import { type BreakdownAnswers, breakDown, errorsBeforeCallee } from './breakdown.ts';

const node = (name: string, zone: string) => `
---
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { topology.kubernetes.io/zone: ${zone} } }
`;
const cluster = clusterOf(
  pod('shop', 'cart', { app: 'cart' }, { index: 0, ip: '10.0.0.1', node: 'n1' }) +
    pod('shop', 'cart', { app: 'cart' }, { index: 1, ip: '10.0.0.2', node: 'n2', ready: false }) +
    node('n1', 'zone-a') +
    node('n2', 'zone-b'),
);
const [first, second] = ['cart-5d4f7c9b6-0', 'cart-5d4f7c9b6-1'];
const end = { cluster, namespace: 'shop' };

const row = (labels: Labels, value: number): VectorRow => ({ labels, value });
const seen = (labels: Labels, value: number, code = '200') =>
  row(
    {
      reporter: 'destination',
      source_workload_namespace: 'shop',
      source_workload: 'web',
      response_code: code,
      ...labels,
    },
    value,
  );

function partsOf(answers: Partial<BreakdownAnswers>) {
  const parts = breakDown({
    callee: end,
    caller: end,
    window: seconds.parse(60),
    answers: { requests: [], latency: [], p95: [], bytes: [], ...answers },
  });
  return new Map(parts.map((part) => [part.dimension, part]));
}

test('errors of one pod show by pod, node and zone, the worst first', () => {
  const parts = partsOf({
    requests: [seen({ pod: first }, 10), seen({ pod: second }, 5), seen({ pod: second }, 5, '503')],
    latency: [
      row({ reporter: 'destination', pod: first }, 200),
      row({ reporter: 'destination', pod: second }, 900),
    ],
    p95: [row({ reporter: 'destination', pod: second }, 250)],
  });
  expect(parts.get('pod')?.rows).toEqual([
    {
      key: second,
      ready: false,
      rate: 10,
      errorRate: 5,
      count: 600,
      errors: 300,
      avgLatency: 90,
      p95: 250,
      bytes: null,
    },
    {
      key: first,
      ready: true,
      rate: 10,
      errorRate: 0,
      count: 600,
      errors: 0,
      avgLatency: 20,
      p95: null,
      bytes: null,
    },
  ]);
  expect(parts.get('pod')?.concentration).toMatchObject({
    kind: 'concentrated',
    keys: [second],
    requests: 0.5,
  });
  expect(parts.get('pod')?.slow).toEqual([second]);
  expect(parts.get('node')?.rows.map(({ key }) => key)).toEqual(['n2', 'n1']);
  expect(parts.get('zone')?.rows.map(({ key, errors }) => [key, errors])).toEqual([
    ['zone-b', 300],
    ['zone-a', 0],
  ]);
  expect([...parts.keys()]).toEqual(['pod', 'node', 'zone']);
});

test.each([
  ['kubernetes_pod_name', { kubernetes_pod_name: first }],
  ['the address of the target', { instance: '10.0.0.1:15020' }],
])('where the installation names pods by %s, the same pod is found', (_, labels) => {
  expect(partsOf({ requests: [seen(labels, 1)] }).get('pod')?.rows[0]).toMatchObject({
    key: first,
    ready: true,
  });
});

test('a pod that is gone keeps its name and has no node', () => {
  const parts = partsOf({ requests: [seen({ pod: 'cart-gone' }, 1)] });
  expect(parts.get('pod')?.rows[0]).toMatchObject({ key: 'cart-gone', ready: null });
  expect(parts.has('node')).toBe(false);
});

test('the caller’s pods are those that report as source; waypoints name no pod of either', () => {
  const parts = partsOf({
    requests: [
      seen({ reporter: 'source', pod: 'web-1' }, 3),
      seen({ reporter: 'waypoint', pod: 'waypoint-1' }, 3),
      seen({ reporter: 'destination', pod: first }, 3),
    ],
  });
  expect(parts.get('caller-pod')?.rows.map(({ key }) => key)).toEqual(['web-1']);
  expect(parts.get('pod')?.rows.map(({ key }) => key)).toEqual([first]);
});

test('TCP has bytes and no requests: null, not 0', () => {
  const bytes = [seen({ pod: first }, 100), seen({ pod: first }, 50)];
  expect(partsOf({ bytes }).get('pod')?.rows[0]).toMatchObject({ bytes: 150, rate: null, errors: null });
});

test('errors that no callee reported are those of the caller’s side', () => {
  const source = seen({ reporter: 'source', pod: 'web-1' }, 4, '503');
  expect(errorsBeforeCallee([source, seen({ pod: first }, 1, '503')])).toBe(3);
  expect(errorsBeforeCallee([source, seen({ pod: first }, 9, '503')])).toBe(0);
  expect(errorsBeforeCallee([source])).toBeNull();
});

test('callers are told apart as the callee saw them', () => {
  const other = { source_workload: 'batch', pod: first };
  const parts = partsOf({
    requests: [seen({ pod: first }, 1), seen(other, 2), seen({ ...other, reporter: 'source' }, 2)],
  });
  expect(parts.get('caller')?.rows.map(({ key, rate }) => [key, rate])).toEqual([
    ['shop/batch', 2],
    ['shop/web', 1],
  ]);
});
