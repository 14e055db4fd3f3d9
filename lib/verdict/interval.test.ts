import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf, shareInterval, shareOf } from './interval.ts';

const counts = fc
  .tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([of, share]) => ({ hits: of * share, of }));
const some = counts.filter(({ of }) => of >= 1e-3);

test('where nothing was counted there is no share and no interval', () => {
  expect(shareOf({ hits: 0, of: 0 })).toBeNull();
  expect(shareInterval({ hits: 0, of: 0 })).toBeNull();
  expect(differenceOf({ hits: 0, of: 0 }, { hits: 1, of: 3 })).toBeNull();
});

test('an interval holds what was observed and lies within all and nothing', () => {
  fc.assert(
    fc.property(some, (counted) => {
      const share = shareOf(counted) ?? Number.NaN;
      const { low, high } = shareInterval(counted) ?? { low: Number.NaN, high: Number.NaN };
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test('a difference holds what was observed, is never NaN, and turns round with its sides', () => {
  fc.assert(
    fc.property(some, some, (a, b) => {
      const there = differenceOf(a, b);
      const back = differenceOf(b, a);
      if (there === null || back === null) throw new Error('both have counts');
      expect([there.low, there.observed, there.high].every(Number.isFinite)).toBe(true);
      expect(there.low).toBeLessThanOrEqual(there.observed);
      expect(there.high).toBeGreaterThanOrEqual(there.observed);
      expect(there.low).toBeCloseTo(-back.high, 9);
    }),
  );
});

test('more of the same never widens an interval', () => {
  fc.assert(
    fc.property(some, some, fc.double({ min: 1, max: 1000, noNaN: true }), (a, b, times) => {
      const more = ({ hits, of }: typeof a) => ({ hits: hits * times, of: of * times });
      const before = differenceOf(a, b);
      const after = differenceOf(more(a), more(b));
      if (before === null || after === null) throw new Error('both have counts');
      expect(after.high - after.low).toBeLessThanOrEqual(before.high - before.low + 1e-9);
    }),
  );
});

// The counts of Newcombe's paper, at 99 % in place of its 95 %.
test.each([
  [56, 70, 48, 80, 0.005371, 0.371808],
  [10, 10, 0, 20, 0.529747, 1],
  [0, 10, 0, 20, -0.249105, 0.398854],
])('%d of %d against %d of %d', (a, m, b, n, low, high) => {
  const found = differenceOf({ hits: a, of: m }, { hits: b, of: n });
  expect(found?.low).toBeCloseTo(low, 4);
  expect(found?.high).toBeCloseTo(high, 4);
});
