import { expect, test } from 'vitest';
import { gatewayCheck } from './gateway.ts';
import { cart, planOf, splitOf } from './testing/plan-of.ts';

const bound = (weights: Readonly<Record<string, number>>) =>
  splitOf(weights, 'gateways: [edge]')
    .replace('name: cart,', 'name: entry,')
    .replace('hosts: [cart]', 'hosts: [shop.example.com]');
const plan = (base: string, more = '') =>
  planOf({
    base: cart() + base,
    before: splitOf({ v1: 1, v2: 0 }, more),
    after: splitOf({ v1: 9, v2: 1 }, more),
  });

test('a split for the mesh alone warns where a gateway sends the same service otherwise', () => {
  expect(gatewayCheck(plan(bound({ v1: 100 })))).toEqual([
    {
      code: 'gateway',
      outcome: 'warns',
      says: 'VirtualService shop/cart is for the mesh alone. What enters through gateway shop/edge does not take this split: VirtualService shop/entry sends it 100\u00a0% to cart v1.',
      cure: 'Make the same split in VirtualService shop/entry too.',
      confirm: null,
    },
  ]);
});

test('the same split there, in any scale, is as it should be; so is a route bound to the gateway', () => {
  expect(gatewayCheck(plan(bound({ v2: 10, v1: 90 })))).toEqual([]);
  expect(gatewayCheck(plan('', 'gateways: [edge, mesh]'))).toEqual([]);
  expect(gatewayCheck(plan(''))).toEqual([]);
});
