import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rulePortions, type Shares } from './rule-portions.ts';

const of = (shares: Readonly<Record<string, number>>): Shares => new Map(Object.entries(shares));

test('a lone rule takes everything', () => {
  expect(rulePortions([of({ v1: 0.9, v2: 0.1 })], of({ v1: 1 }))).toEqual([1]);
});

test('of two rules the mixture is told from where requests went', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, (a, b, p) => {
      fc.pre(Math.abs(a - b) > 1e-3);
      const observed = of({ v1: p * a + (1 - p) * b, v2: p * (1 - a) + (1 - p) * (1 - b) });
      const portions = rulePortions([of({ v1: a, v2: 1 - a }), of({ v1: b, v2: 1 - b })], observed);
      expect(portions?.[0]).toBeCloseTo(p, 5);
    }),
  );
});

test('rules that declare the same, and three of them, cannot be told apart', () => {
  const same = of({ v1: 0.5, v2: 0.5 });
  expect(rulePortions([same, same], same)).toBeNull();
  expect(rulePortions([same, of({ v1: 1 }), of({ v2: 1 })], same)).toBeNull();
  expect(rulePortions([], same)).toBeNull();
});
