import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { tokensRefused } from './tokens-refused.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const arrived = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart', reporter: 'destination' };
const checking = (app: string) =>
  made('security.istio.io/v1', 'RequestAuthentication', 'tokens', {
    selector: { matchLabels: { app } },
    jwtRules: [{ issuer: 'https://login.example' }],
  });
const refused = (rate: number, outcome = '401 -') => [
  sample('requests', arrived, 10),
  failure(arrived, outcome, rate),
];

test('a caller that is answered 401 where tokens are checked', () => {
  const found = foundIn(tokensRefused, [...ends, checking('cart')], refused(10));
  expect(found.at).toEqual(['warning WEFT0233 RequestAuthentication tokens spec.jwtRules']);
  expect(found.texts[0]).toContain('3000 of 3000 requests (100 %)');
  expect(found.texts[0]).toContain('https://login.example');
});

test.each([
  ['a few', [...ends, checking('cart')], refused(1)],
  ['403', [...ends, checking('cart')], refused(10, '403 -')],
  ['401 where nobody checks tokens', [...ends, checking('other')], refused(10)],
  [
    'too few requests',
    [...ends, checking('cart')],
    [sample('requests', arrived, 0.01), failure(arrived, '401 -', 0.01)],
  ],
])('%s: no finding', (_, objects, samples) => {
  expect(foundIn(tokensRefused, objects, samples).at).toEqual([]);
});
