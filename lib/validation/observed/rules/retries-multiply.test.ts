import { expect, test } from 'vitest';
import { service, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { foundIn } from '../testing/found-in.ts';
import { retriesMultiply } from './retries-multiply.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
const arrived = { ...call, reporter: 'destination' };
const route = [{ destination: { host: 'cart' } }];
const withRule = (rule: object) => [...ends, virtualService('shop', 'cart', [{ ...rule, route }])];
const retries = { attempts: 5 };
const traffic = (asked: number, tries: number) => [
  sample('requests', call, asked),
  sample('requests', arrived, tries),
];

test('the callee gets more tries than requests', () => {
  const found = foundIn(retriesMultiply, withRule({ retries }), traffic(10, 17));
  expect(found.at).toEqual(['warning WEFT0225 VirtualService cart spec.http[0].retries']);
  expect(found.texts[0]).toContain('got 5100 tries for 3000 requests (1.7 each)');
});

test.each([
  ['a few more', withRule({ retries }), traffic(10, 11)],
  ['no retries of its own', withRule({}), traffic(10, 17)],
  ['too few to tell', withRule({ retries }), traffic(0.1, 0.4)],
  ['copies that a mirror sends arrive too', withRule({ retries, mirror: { host: 'cart' } }), traffic(10, 20)],
  ['nobody at the callee tells', withRule({ retries }), [sample('requests', call, 10)]],
])('%s: no finding', (_, objects, samples) => {
  expect(foundIn(retriesMultiply, objects, samples).at).toEqual([]);
});
