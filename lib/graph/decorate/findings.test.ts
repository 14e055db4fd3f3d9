import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '../testing/mesh.ts';
import { indexFindings } from './findings.ts';
import { editDistance, nearestService } from './nearest-service.ts';

const cluster = clusterId.parse('Kubernetes');
const finding = (kind: string, name: string, group = 'networking.istio.io'): Finding => ({
  code: 'WEFT0001',
  level: 'warning',
  object: { cluster, group, kind, namespace: 'shop', name },
  path: 'spec.host',
  args: {},
});

const snapshot = mesh([
  ...workload('shop', 'cart'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  service('shop', 'cart'),
  service('shop', 'reviews'),
  subsets('shop', 'carts', ['v1']),
  subsets('shop', '*.shop.svc.cluster.local', ['v1']),
  virtualService('shop', 'reviews', [splitBy('reviews', { v1: 1 })]),
]);

const node = (kind: 'workload' | 'service', name: string) =>
  ({ kind, cluster, namespace: 'shop', name, object: null }) as const;
const at = (host: string) => ({ cluster, host: `${host}.shop.svc.cluster.local` });

test('a finding on a route bears on the service, on its workloads and on no other', () => {
  const index = indexFindings([finding('VirtualService', 'reviews')], snapshot);
  expect(index.ofService(at('reviews')).length).toBe(1);
  expect(index.ofNode(node('workload', 'reviews-v1'), []).length).toBe(1);
  expect(index.ofNode(node('service', 'reviews'), []).length).toBe(1);
  expect(index.ofNode(node('workload', 'cart'), []).length).toBe(0);
});

test('a rule for a host that does not exist bears on the one it was meant for', () => {
  const index = indexFindings([finding('DestinationRule', 'carts')], snapshot);
  expect(index.ofService(at('cart')).length).toBe(1);
  expect(index.ofNode(node('workload', 'cart'), []).length).toBe(1);
  expect(index.ofService(at('reviews'))).toEqual([]);
});

test('a rule for a wildcard bears on every host it covers', () => {
  const index = indexFindings([finding('DestinationRule', '*.shop.svc.cluster.local')], snapshot);
  expect(index.ofService(at('cart')).length).toBe(1);
  expect(index.ofService({ cluster, host: 'api.pay.example' })).toEqual([]);
});

test('a finding counts once, however it bears on a node', () => {
  const index = indexFindings([finding('Service', 'reviews', '')], snapshot);
  const inbound = [{ service: { cluster, namespace: 'shop', name: 'reviews', host: at('reviews').host } }];
  expect(index.ofNode(node('workload', 'reviews-v1'), inbound).length).toBe(1);
});

test('nearness is small, unambiguous and within the namespace', () => {
  expect(editDistance('carts', 'cart')).toBe(1);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  const near = (host: string, ...names: string[]) =>
    nearestService(`${host}.shop.svc.cluster.local`, () => names)?.name;
  expect(near('carts', 'cart', 'order')).toBe('cart');
  expect(near('cart', 'carta', 'cartb')).toBeUndefined();
  expect(near('db', 'ui')).toBeUndefined();
  expect(near('payment', 'checkout')).toBeUndefined();
});
