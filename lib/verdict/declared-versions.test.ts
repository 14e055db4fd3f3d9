import { expect, test } from 'vitest';
import { mesh, service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { declaredVersions } from './declared-versions.ts';

const reviews = [
  service('shop', 'reviews'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2', ready: false }),
];
const host = 'reviews.shop.svc.cluster.local';
const declaredIn = (objects: readonly KubeObject[], of = host, readable = () => true) => {
  const [cluster] = mesh(objects).clusters.values();
  if (cluster === undefined) throw new Error('the fixture has a cluster');
  const { hosts, versions } = declaredVersions(cluster, of, 'shop', readable);
  const shares = [...versions].map(([version, { declared, pods }]) => [version, declared, pods.ready]);
  return { hosts, shares };
};

test('versions are those of the pods, without a share where no route divides', () => {
  expect(declaredIn(reviews)).toEqual({
    hosts: [host],
    shares: [
      ['v1', null, 1],
      ['v2', null, 0],
    ],
  });
});

test('shares are those of the rule that takes what no other takes', () => {
  const cohort = {
    match: [{ headers: { 'x-beta': { exact: '1' } } }],
    ...splitBy('reviews', { v1: 0, v2: 100 }),
  };
  const route = virtualService('shop', 'reviews', [cohort, splitBy('reviews', { v1: 90, v2: 10 })]);
  const { shares } = declaredIn([...reviews, subsets('shop', 'reviews', ['v1', 'v2']), route]);
  expect(shares).toEqual([
    ['v1', 0.9, 1],
    ['v2', 0.1, 0],
  ]);
});

test('the destinations that lead to a version are told, of every rule', () => {
  const cohort = { match: [{ uri: { prefix: '/beta' } }], ...splitBy('reviews', { canary: 100 }) };
  const route = virtualService('shop', 'reviews', [cohort, splitBy('reviews', { v1: 90, v2: 10 })]);
  const named = subsets('shop', 'reviews', ['v1', 'v2']);
  const spec = Object(named.spec);
  const canary = { name: 'canary', labels: { version: 'v2' } };
  const rule = { ...named, spec: { ...spec, subsets: [...spec.subsets, canary] } };
  const [cluster] = mesh([...reviews, rule, route]).clusters.values();
  if (cluster === undefined) throw new Error('the fixture has a cluster');
  const { versions } = declaredVersions(cluster, host, 'shop');
  expect(versions.get('v2')?.targets.map(({ subset }) => subset)).toEqual(['canary', 'v2']);
  expect(versions.get('v2')?.declared).toBe(0.1);
});

test('a route of gateways alone declares too', () => {
  const route = virtualService('shop', 'shop.example.com', [splitBy('reviews', { v1: 3, v2: 1 })]);
  const bound = { ...route, spec: { ...Object(route.spec), gateways: ['shop/front'] } };
  const { shares } = declaredIn([...reviews, subsets('shop', 'reviews', ['v1', 'v2']), bound]);
  expect(shares.map(([, declared]) => declared)).toEqual([0.75, 0.25]);
});

test('services between which a route divides are versions by their own names', () => {
  const backend = (name: string, weight: number) => ({ name, port: 80, weight });
  const route: KubeObject = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'cart' }],
      rules: [{ backendRefs: [backend('cart', 9), backend('cart-next', 1)] }],
    },
  };
  const objects = [
    ...workload('shop', 'cart'),
    ...workload('shop', 'cart-next'),
    service('shop', 'cart'),
    service('shop', 'cart-next'),
    route,
  ];
  expect(declaredIn(objects, 'cart.shop.svc.cluster.local')).toEqual({
    hosts: ['cart.shop.svc.cluster.local', 'cart-next.shop.svc.cluster.local'],
    shares: [
      ['cart', 0.9, 1],
      ['cart-next', 0.1, 1],
    ],
  });
  expect(declaredIn(objects, 'cart.shop.svc.cluster.local', () => false).hosts).toHaveLength(1);
});
