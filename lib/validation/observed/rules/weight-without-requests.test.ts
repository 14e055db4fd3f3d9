import { expect, test } from 'vitest';
import { service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { foundIn } from '../testing/found-in.ts';
import { weightWithoutRequests } from './weight-without-requests.ts';

const ends = [
  ...workload('shop', 'front'),
  ...workload('shop', 'cart-v1', { app: 'cart', version: 'v1' }),
  ...workload('shop', 'cart-v2', { app: 'cart', version: 'v2' }),
  service('shop', 'cart'),
  subsets('shop', 'cart', ['v1', 'v2']),
];
const to = (workload: string | null) => ({ from: 'shop/front', to: workload, service: 'shop/cart' });
const split = (weights: Record<string, number>, changedAt = 0) => [
  ...ends,
  virtualService('shop', 'cart', [splitBy('cart', weights)], changedAt),
];
const onlyFirst = [sample('requests', to('shop/cart-v1'), 10)];

test('a subset with a weight that none of 3000 requests reached', () => {
  const found = foundIn(weightWithoutRequests, split({ v1: 90, v2: 10 }), onlyFirst);
  expect(found.at).toEqual(['warning WEFT0227 VirtualService cart spec.http[0].route[1].weight']);
  expect(found.texts[0]).toContain(
    'were due to subset v2 of cart.shop.svc.cluster.local (weight 10), and none arrived',
  );
});

test.each([
  ['it gets some', split({ v1: 90, v2: 10 }), [...onlyFirst, sample('requests', to('shop/cart-v2'), 0.1)]],
  ['its weight is 0', split({ v1: 100, v2: 0 }), onlyFirst],
  ['too few requests to miss any', split({ v1: 99, v2: 1 }), [sample('requests', to('shop/cart-v1'), 1)]],
  ['the route has just changed', split({ v1: 90, v2: 10 }, 1_799_999_990), onlyFirst],
  ['nobody calls', split({ v1: 90, v2: 10 }), []],
])('%s: no finding', (_, objects, samples) => {
  expect(foundIn(weightWithoutRequests, objects, samples).at).toEqual([]);
});
