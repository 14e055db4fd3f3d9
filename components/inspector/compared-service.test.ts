import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { edge, healthOf, node } from '#lib/graph/testing/elements.ts';
import { serviceOfNode } from './compared-service.ts';

const serviceOf = (name: string) => ({
  cluster: clusterId.parse('Kubernetes'),
  namespace: 'shop',
  name,
  host: `${name}.shop.svc.cluster.local`,
});
const service = serviceOf('product');
const [frontend, v1, v2] = [node('shop/frontend'), node('shop/product-v1'), node('shop/product-v2')];
const into = (path: string, of = service, total = 10) =>
  edge(path, {}, { service: of, health: { ...healthOf('healthy'), total } });

test('a version is compared by the service through which it gets the most', () => {
  const inbound = [
    into('shop/frontend > shop/product-v1', serviceOf('catalogue'), 5),
    into('shop/frontend > shop/product-v1'),
  ];
  expect(serviceOfNode({ node: v1, inbound, outbound: [], peers: [frontend] })).toEqual({
    service,
    divided: false,
  });
});

test('a service is compared where it has more than one version', () => {
  const product = node('shop/product', { kind: 'service', version: null });
  const outbound = [into('shop/product > shop/product-v1'), into('shop/product > shop/product-v2')];
  const inbound = [into('shop/frontend > shop/product')];
  const found = serviceOfNode({ node: product, inbound, outbound, peers: [frontend, v1, v2] });
  expect(found?.service.name).toBe('product');
  expect(serviceOfNode({ node: product, inbound, outbound: outbound.slice(1), peers: [v2] })).toBeNull();
});

test('what nobody calls, what has no version, and what speaks TCP is not', () => {
  const alone = node('shop/batch', { version: null });
  const inbound = [into('shop/frontend > shop/batch')];
  expect(serviceOfNode({ node: v1, inbound: [], outbound: [], peers: [] })).toBeNull();
  expect(serviceOfNode({ node: alone, inbound, outbound: [], peers: [] })).toBeNull();
  const tcp = edge('shop/frontend > shop/product-v1', { bytes: 1 }, { service });
  expect(serviceOfNode({ node: v1, inbound: [tcp], outbound: [], peers: [] })).toBeNull();
});
