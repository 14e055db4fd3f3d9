import { expect, test } from 'vitest';
import { service, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn } from '../testing/found-in.ts';
import { faultInjected } from './fault-injected.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
const aborted = { ...call, to: null };
const route = [{ destination: { host: 'cart' } }];
const fault = { abort: { percentage: { value: 20 }, httpStatus: 500 } };
const traffic = [sample('requests', call, 8), sample('requests', aborted, 2), failure(aborted, '500 FI', 2)];

test('requests that a fault aborts are counted at the rule, over all callers', () => {
  const other = { ...aborted, from: 'shop/other' };
  const { at, texts } = foundIn(
    faultInjected,
    [...ends, ...workload('shop', 'other'), virtualService('shop', 'cart', [{ fault, route }])],
    [...traffic, sample('requests', other, 2), failure(other, '500 FI', 2)],
  );
  expect(at).toEqual(['warning WEFT0220 VirtualService cart spec.http[0].fault']);
  expect(texts[0]).toBe(
    '1200 of 3600 requests (33.3 %) in 5 min were aborted or held up by it, sent by shop/front, shop/other.'.replace(
      '5 min',
      '5\u00a0min',
    ),
  );
});

test('a fault that nothing runs into, and aborted requests without a fault, are no finding', () => {
  const calm = [sample('requests', call, 10)];
  expect(
    foundIn(faultInjected, [...ends, virtualService('shop', 'cart', [{ fault, route }])], calm).at,
  ).toEqual([]);
  expect(foundIn(faultInjected, [...ends, virtualService('shop', 'cart', [{ route }])], traffic).at).toEqual(
    [],
  );
});

test('which of two rules with a fault acted is not guessed', () => {
  const match = [{ uri: { prefix: '/a' } }];
  const two = virtualService('shop', 'cart', [
    { match, fault, route },
    { fault, route },
  ]);
  expect(foundIn(faultInjected, [...ends, two], traffic).at).toEqual([]);
  const one = virtualService('shop', 'cart', [{ match, fault, route }, { route }]);
  expect(foundIn(faultInjected, [...ends, one], traffic).at).toHaveLength(1);
});
