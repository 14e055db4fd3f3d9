import { expect, test } from 'vitest';
import { perSecond } from '#lib/core/units.ts';
import { edge, healthOf, node } from '#lib/graph/testing/elements.ts';
import { edgeLabels } from './edge-labels.ts';
import { findEdges } from './find-edges.ts';
import { service } from './testing/subject.ts';

const failing = { health: healthOf('failing') };
const nodes = [
  node('shop/frontend'),
  node('shop/checkout'),
  node('shop/payment-v1'),
  node('shop/payment-v2'),
  node('shop/payment', { kind: 'service' }),
  node('bank/payment-v1'),
  node('out/passthrough', { kind: 'passthrough', namespace: null }),
  node('in/unknown', { kind: 'unknown', namespace: null }),
];
const to = { service: service('shop/payment') };
const edges = [
  edge('shop/frontend > shop/checkout', { count: 10 }, { service: service('shop/checkout') }),
  edge('shop/checkout > shop/payment-v1', { count: 10 }, to),
  edge('shop/checkout > shop/payment-v2', { count: 10 }, { ...to, ...failing }),
  edge('shop/frontend > shop/payment', { count: 10 }, to),
  edge('shop/checkout > bank/payment-v1', { count: 10 }, { service: service('bank/payment') }),
  edge('shop/checkout > out/passthrough', { count: 10 }),
  edge('in/unknown > shop/frontend', { count: 10 }, { service: service('shop/frontend') }),
];
const graph = { nodes, edges };
const find = (labels: Record<string, string>) => {
  const found = findEdges(graph, labels, (_, pod) => (pod === 'odd' ? 'payment-v2' : null));
  return { ...found, edges: found.edges.map(({ id }) => id.replace(' http', '')) };
};

test('each edge is found by its own labels, and it alone', () => {
  for (const one of edges) {
    const [source, target] = [one.source, one.target].map((id) => nodes.find((each) => each.id === id));
    if (source === undefined || target === undefined) throw new Error('an edge without an end');
    const labels = edgeLabels({ edge: one, source, target, clusters: true });
    expect(findEdges(graph, labels, () => null).edges.map(({ id }) => id)).toEqual([one.id]);
  }
});

test('labels that several edges have lead to all of them, the worst first', () => {
  expect(find({ destination_service: 'payment.shop.svc.cluster.local' }).edges).toEqual([
    'shop/checkout > shop/payment-v2',
    'shop/checkout > shop/payment-v1',
    'shop/frontend > shop/payment',
  ]);
  expect(find({ destination_service: 'payment.shop:8080', source_workload: 'frontend' }).edges).toEqual([
    'shop/frontend > shop/payment',
  ]);
});

test('errors that found no host are found where they are drawn, and it is said what was left out', () => {
  const found = find({
    source_workload: 'frontend',
    destination_workload: 'payment-v1',
    destination_service_name: 'payment',
    severity: 'page',
  });
  expect(found.edges).toEqual(['shop/frontend > shop/payment']);
  expect(found.unmet).toEqual(['destination_workload']);
  expect(found.ignored).toEqual(['severity']);
});

test('the outcome that is named comes before what harms more', () => {
  const row = {
    reporter: 'source' as const,
    code: '503',
    grpcStatus: null,
    flags: ['UF', 'URX'],
    error: true,
  };
  const two = edges.map((one) =>
    one.id.startsWith('shop/checkout > shop/payment-v1')
      ? { ...one, responses: [{ ...row, rate: perSecond.parse(1), count: 3 }] }
      : one,
  );
  const labels = { destination_service_name: 'payment', response_flags: 'URX,UF', response_code: '503' };
  expect(findEdges({ nodes, edges: two }, labels, () => null).edges[0]?.target).toBe('shop/payment-v1');
});

test('labels of Kubernetes name an end', () => {
  const toV2 = ['shop/checkout > shop/payment-v2'];
  expect(find({ namespace: 'shop', deployment: 'payment-v2' })).toMatchObject({
    edges: toV2,
    nodes: [{ id: 'shop/payment-v2' }],
    specific: true,
  });
  expect(find({ namespace: 'shop', pod: 'payment-v2-7f9c4d5b6-abcde', container: 'app' }).edges).toEqual(
    toV2,
  );
  expect(find({ namespace: 'shop', pod: 'odd' }).edges).toEqual(toV2);
  expect(find({ namespace: 'shop', service: 'payment' }).edges).toHaveLength(3);
  expect(find({ namespace: 'bank' })).toMatchObject({ specific: false, nodes: [] });
});

test('labels that say nothing of an edge find none', () => {
  expect(find({ alertname: 'Watchdog', severity: 'none' })).toMatchObject({
    edges: [],
    used: [],
    ignored: ['alertname', 'severity'],
  });
  expect(find({ source_workload: 'nobody' })).toMatchObject({ edges: [], used: ['source_workload'] });
});
