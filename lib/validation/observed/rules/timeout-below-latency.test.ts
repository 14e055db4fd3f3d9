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

test('a timeout below the 99th percentile, before it has cut anything off', () => {
  const p99 = (ms: number) => new Map([['cart.shop.svc.cluster.local', ms]]);
  const objects = withRules({ timeout: '0.5s', route });
  const calm = [sample('requests', call, 10)];
  const found = foundIn(timeoutBelowLatency, objects, calm, { p99: p99(740) });
  expect(found.at).toEqual(['warning WEFT0222 VirtualService cart spec.http[0].timeout']);
  expect(found.texts[0]).toContain(
    'up to 740\u00a0ms (99th percentile in 5\u00a0min), and are to wait 500\u00a0ms',
  );
  expect(foundIn(timeoutBelowLatency, objects, calm, { p99: p99(400) }).at).toEqual([]);
});

test('failures that were not measured are none', () => {
  const samples = [sample('requests', call, 10)];
  expect(
    foundIn(timeoutBelowLatency, withRules({ timeout: '2s', route }), samples, { missing: ['failures'] }).at,
  ).toEqual([]);
});
