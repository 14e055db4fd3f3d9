import { expect, test } from 'vitest';
import { orderCheck } from './order.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const both = splitOf({ v1: 9, v2: 1 });
const one = splitOf({ v1: 1 });

test('a subset is defined before a route uses it', () => {
  const right = planOf({
    base: cart(),
    before: subsetsOf(['v1']) + one,
    after: subsetsOf(['v1', 'v2']) + both,
  });
  expect(orderCheck(right)).toMatchObject([{ outcome: 'passes' }]);
  const wrong = planOf({
    base: cart(),
    before: subsetsOf(['v1']) + one,
    after: both + subsetsOf(['v1', 'v2']),
  });
  expect(orderCheck(wrong)).toMatchObject([
    { outcome: 'blocks', confirm: null, says: expect.stringMatching(/^After step 1 .* subset v2/) },
  ]);
});

test('a subset goes after no route uses it', () => {
  const before = subsetsOf(['v1', 'v2']) + both;
  expect(orderCheck(planOf({ base: cart(), before, after: one + subsetsOf(['v1']) }))).toMatchObject([
    { outcome: 'passes' },
  ]);
  expect(orderCheck(planOf({ base: cart(), before, after: subsetsOf(['v1']) + one }))).toMatchObject([
    { outcome: 'blocks', says: expect.stringContaining('After step 1') },
  ]);
});

test('a subset that a route outside of the plan uses stays', () => {
  const plan = planOf({ base: cart() + both, before: subsetsOf(['v1', 'v2']), after: subsetsOf(['v1']) });
  expect(orderCheck(plan)).toMatchObject([
    { outcome: 'blocks', says: expect.stringContaining('while VirtualService shop/cart still sends to it') },
  ]);
});

test('the whole rule deleted is the same', () => {
  expect(orderCheck(planOf({ base: cart() + both, before: subsetsOf(['v1', 'v2']) }))).toHaveLength(2);
});

test('what was missing before the plan is not its doing', () => {
  expect(
    orderCheck(planOf({ base: cart() + both, before: subsetsOf(['v1']), after: subsetsOf(['v1', 'v3']) })),
  ).toEqual([]);
});
