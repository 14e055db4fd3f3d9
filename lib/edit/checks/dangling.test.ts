import { expect, test } from 'vitest';
import { danglingCheck } from './dangling.ts';
import { cart, edgeGateway, planOf, splitOf } from './testing/plan-of.ts';

const bound = splitOf({ v1: 1 }, 'gateways: [edge]');

test('a Gateway that a route is bound to is passed by its name', () => {
  expect(danglingCheck(planOf({ base: cart() + bound, before: edgeGateway }))).toEqual([
    {
      code: 'dangling',
      outcome: 'blocks',
      says: 'Gateway shop/edge is still named by VirtualService shop/cart (spec.gateways[0]): they would name nothing.',
      cure: expect.any(String),
      confirm: 'edge',
    },
  ]);
});

test('it passes when the route goes with it, or is bound no more', () => {
  const both = danglingCheck(planOf({ base: cart(), before: bound + edgeGateway }));
  expect(both).toMatchObject([{ outcome: 'passes' }, { outcome: 'passes' }]);
  const freed = danglingCheck(
    planOf({ base: cart(), before: bound + edgeGateway, after: splitOf({ v1: 1 }) }),
  );
  expect(freed).toMatchObject([{ outcome: 'passes', says: 'Nothing else names Gateway shop/edge.' }]);
});

test('what is not deleted is not looked at', () => {
  expect(danglingCheck(planOf({ base: cart(), before: edgeGateway, after: edgeGateway }))).toEqual([]);
});
