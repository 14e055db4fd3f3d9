import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import { edge, graph, healthOf, node } from '#lib/graph/testing/elements.ts';
import { incidentsOf } from './incidents.ts';

const host = 'product.shop.svc.cluster.local';
const service = { cluster: clusterId.parse('Kubernetes'), namespace: 'shop', name: 'product', host };
const failing = { health: { ...healthOf('failing'), failed: 30, total: 300 } };
const nodes = ['shop/frontend', 'shop/product-v1', 'shop/product-v2', 'shop/cart-v1'].map((path) =>
  node(path),
);
const of = (...edges: readonly GraphEdge[]) => incidentsOf(graph(nodes, edges), [host], 'v1');

test('a failing edge to the stable version, or to none, is one', () => {
  const direct = edge('shop/frontend > shop/product-v1', {}, { service, ...failing });
  expect(of(direct).map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    'frontend → product v1 fails: 10 %.',
  ]);
  const lost = node('shop/product', { kind: 'service' });
  const toNone = edge('shop/frontend > shop/product', {}, { service, ...failing });
  expect(incidentsOf(graph([...nodes, lost], [toNone]), [host], 'v1')).toHaveLength(1);
});

test('the canary is judged by itself, and other services by theirs', () => {
  const canary = edge('shop/frontend > shop/product-v2', {}, { service, ...failing });
  const other = edge(
    'shop/product-v1 > shop/cart-v1',
    {},
    { service: { ...service, host: 'cart' }, ...failing },
  );
  const well = edge('shop/frontend > shop/product-v1', {}, { service });
  expect(of(canary, other, well)).toEqual([]);
});

test('a caller that may not be seen is not named', () => {
  const hidden = node('bank/vault', { kind: 'inaccessible' });
  const found = edge('bank/vault > shop/product-v1', {}, { service, ...failing });
  expect(incidentsOf(graph([...nodes, hidden], [found]), [host], 'v1').join()).not.toContain('vault');
});
