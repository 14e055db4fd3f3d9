import { expect, test } from 'vitest';
import { service, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn } from '../testing/found-in.ts';
import { timeoutBelowLatency } from './timeout-below-latency.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
const route = [{ destination: { host: 'cart' } }];
const withRules = (...rules: object[]) => [...ends, virtualService('shop', 'cart', rules)];
const cut = (rate: number) => [sample('requests', call, 10), failure(call, '504 UT', rate)];

test('over 1 % of the requests run into the timeout', () => {
  const found = foundIn(timeoutBelowLatency, withRules({ timeout: '2s', route }), cut(0.5));
  expect(found.at).toEqual(['warning WEFT0221 VirtualService cart spec.http[0].timeout']);
  expect(found.texts[0]).toContain('took longer than 2\u00a0s and were cut off, sent by shop/front');
});

test('of a timeout and that of a try the shorter one acts', () => {
  const retries = { attempts: 1, perTryTimeout: '900ms' };
  const found = foundIn(timeoutBelowLatency, withRules({ timeout: '2s', retries, route }), cut(0.5));
  expect(found.at).toEqual(['warning WEFT0221 VirtualService cart spec.http[0].retries.perTryTimeout']);
});

test.each([
  ['fewer than 1 %', withRules({ timeout: '2s', route }), cut(0.05)],
  [
    'too few requests',
    withRules({ timeout: '2s', route }),
    [sample('requests', call, 0.1), failure(call, '504 UT', 0.1)],
  ],
  ['no timeout', withRules({ route }), cut(0.5)],
  [
    'two rules that can be meant',
    withRules({ match: [{ uri: { prefix: '/a' } }], timeout: '2s', route }, { timeout: '3s', route }),
    cut(0.5),
  ],
])('%s: no finding', (_, objects, samples) => {
  expect(foundIn(timeoutBelowLatency, objects, samples).at).toEqual([]);
});

/** Requests per second to cart: `slow` of ten took longer than a second, none more than 2.5. */
const durations = (slow: number, ten = 10) =>
  new Map([
    [
      'cart.shop.svc.cluster.local',
      [
        { upperBound: 500, count: ten - slow - 1 },
        { upperBound: 1000, count: ten - slow },
        { upperBound: 2500, count: ten },
        { upperBound: Number.POSITIVE_INFINITY, count: ten },
      ],
    ],
  ]);

test('a timeout below the 99th percentile, before it has cut anything off', () => {
  const objects = withRules({ timeout: '0.9s', route });
  const calm = [sample('requests', call, 10)];
  const found = foundIn(timeoutBelowLatency, objects, calm, { durations: durations(0.5) });
  expect(found.at).toEqual(['warning WEFT0222 VirtualService cart spec.http[0].timeout']);
  expect(found.texts[0]).toContain(
    '5 % of the requests to cart.shop.svc.cluster.local took longer than 1\u00a0s',
  );
  expect(found.texts[0]).toContain('shop/front are to wait 900\u00a0ms');
});

test.each([
  ['less than a hundredth', '0.9s', durations(0.05)],
  ['a bucket may lie below the timeout or not', '2s', durations(0.5)],
  ['beyond every bound', '30s', durations(0.5)],
  ['too few requests', '0.9s', durations(0.05, 0.1)],
])('durations: %s is no finding', (_, timeout, slow) => {
  const objects = withRules({ timeout, route });
  const calm = [sample('requests', call, 10)];
  expect(foundIn(timeoutBelowLatency, objects, calm, { durations: slow }).at).toEqual([]);
});

test('failures that were not measured are none', () => {
  const samples = [sample('requests', call, 10)];
  expect(
    foundIn(timeoutBelowLatency, withRules({ timeout: '2s', route }), samples, { missing: ['failures'] }).at,
  ).toEqual([]);
});
