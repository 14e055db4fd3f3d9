import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { everyHostEjected } from './every-host-ejected.ts';

const ends = (ready = true) => [
  ...workload('shop', 'front'),
  ...workload('shop', 'cart-v1', { app: 'cart', ready }),
  ...workload('shop', 'cart-v2', { app: 'cart' }),
  service('shop', 'cart'),
];
const call = { from: 'shop/front', to: 'shop/cart-v1', service: 'shop/cart' };
const homeless = { ...call, to: null };
const traffic = [
  sample('requests', call, 9),
  sample('requests', homeless, 1),
  failure(homeless, '503 UH', 1),
];
const ejecting = (outlierDetection: object) =>
  made('networking.istio.io/v1', 'DestinationRule', 'cart', {
    host: 'cart',
    trafficPolicy: { outlierDetection },
  });

test('no host although every pod is ready, and all may be ejected', () => {
  const found = foundIn(everyHostEjected, [...ends(), ejecting({ maxEjectionPercent: 100 })], traffic);
  expect(found.at).toEqual([
    'warning WEFT0226 DestinationRule cart spec.trafficPolicy.outlierDetection.maxEjectionPercent',
  ]);
  expect(found.texts[0]).toContain('300 of 3000 requests (10 %)');
  expect(found.texts[0]).toContain('although its 2 pods are ready; 100 % may be ejected');
});

test('pods that are not ready are a reason of their own', () => {
  expect(
    foundIn(everyHostEjected, [...ends(false), ejecting({ maxEjectionPercent: 100 })], traffic).at,
  ).toEqual([]);
});

test('without outlier detection, and without such requests, nothing is said', () => {
  expect(foundIn(everyHostEjected, ends(), traffic).at).toEqual([]);
  const calm = [sample('requests', call, 9)];
  expect(foundIn(everyHostEjected, [...ends(), ejecting({ maxEjectionPercent: 100 })], calm).at).toEqual([]);
});
