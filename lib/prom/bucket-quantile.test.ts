import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bucket, bucketQuantile, upperBoundOf } from './bucket-quantile.ts';

/** `bound: count` pairs, cumulative. */
const buckets = (counts: Readonly<Record<string, number>>): Bucket[] =>
  Object.entries(counts).map(([le, count]) => ({ upperBound: upperBoundOf(le) ?? Number.NaN, count }));

test.each([
  ['linear inside a bucket', 0.5, { 10: 0, 20: 10, '+Inf': 10 }, 15],
  ['at the upper bound of a bucket', 0.4, { 10: 4, 20: 10, '+Inf': 10 }, 10],
  ['the first bucket begins at 0', 0.5, { 8: 10, '+Inf': 10 }, 4],
  ['a first bucket that ends at or below 0 is its end', 0.5, { '-2': 10, '+Inf': 10 }, -2],
  ['in the bucket without an end, the last bound', 0.99, { 10: 90, 100: 95, '+Inf': 100 }, 100],
  ['buckets between with nothing in them are passed over', 0.75, { 1: 5, 2: 5, 4: 5, 8: 10, '+Inf': 10 }, 6],
  ['rates are as good as counts', 0.5, { 10: 0, 20: 0.02, '+Inf': 0.02 }, 15],
  ['bounds in any order', 0.5, { '+Inf': 10, 20: 10, 10: 0 }, 15],
  ['counts that fall are held at the highest before', 0.5, { 10: 8, 20: 6, '+Inf': 12 }, 7.5],
  ['all of them', 1, { 10: 4, 20: 10, '+Inf': 10 }, 20],
] as const)('%s', (_, q, counts, expected) => {
  expect(bucketQuantile(q, buckets(counts))).toBeCloseTo(expected, 12);
});

test.each([
  ['nothing was observed', { 10: 0, '+Inf': 0 }],
  ['no bucket without an end', { 10: 5, 20: 6 }],
  ['only the bucket without an end', { '+Inf': 6 }],
  ['no bucket', {}],
] as const)('no data: %s', (_, counts) => {
  expect(bucketQuantile(0.95, buckets(counts))).toBeNull();
});

test('buckets of one bound add up, as those of several series do', () => {
  const [fast, slow] = [buckets({ 10: 10, 20: 10, '+Inf': 10 }), buckets({ 10: 0, 20: 10, '+Inf': 10 })];
  expect(bucketQuantile(0.75, [...fast, ...slow])).toBe(15);
});

test.each([
  ['0.5', 0.5],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['1e+03', 1000],
  ['', null],
  ['many', null],
])('the bound %j', (le, bound) => {
  expect(upperBoundOf(le)).toBe(bound);
});

describe('whatever the histogram', () => {
  const histogram = fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 })
    .chain((bounds) =>
      fc.record({
        bounds: fc.constant([...bounds].sort((a, b) => a - b)),
        counts: fc.array(fc.integer({ min: 0, max: 1000 }), {
          minLength: bounds.length + 1,
          maxLength: bounds.length + 1,
        }),
      }),
    )
    .map(({ bounds, counts }) => {
      let sum = 0;
      return counts.map((count, i) => {
        sum += count;
        return { upperBound: bounds[i] ?? Number.POSITIVE_INFINITY, count: sum };
      });
    })
    .filter((all) => (all.at(-1)?.count ?? 0) > 0);
  const share = fc.double({ min: 0.001, max: 1, noNaN: true });

  test('a greater quantile is never a shorter time', () => {
    fc.assert(
      fc.property(histogram, share, share, (all, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [shorter, longer] = [bucketQuantile(low, all), bucketQuantile(high, all)];
        expect(longer ?? Number.NaN).toBeGreaterThanOrEqual((shorter ?? Number.NaN) - 1e-9);
      }),
    );
  });

  test('it lies within the bucket that the rank falls into', () => {
    fc.assert(
      fc.property(histogram, share, (all, q) => {
        const rank = q * (all.at(-1)?.count ?? 0);
        const index = all.findIndex(({ count }) => count >= rank);
        const value = bucketQuantile(q, all) ?? Number.NaN;
        const finite = all.at(-2)?.upperBound ?? 0;
        expect(value).toBeLessThanOrEqual(Math.min(all[index]?.upperBound ?? finite, finite) + 1e-9);
        const below = index === all.length - 1 ? finite : (all[index - 1]?.upperBound ?? 0);
        expect(value).toBeGreaterThanOrEqual(below - 1e-9);
      }),
    );
  });

  test('twice the requests of every kind take as long', () => {
    fc.assert(
      fc.property(histogram, share, (all, q) => {
        expect(bucketQuantile(q, [...all, ...all])).toBeCloseTo(bucketQuantile(q, all) ?? Number.NaN, 6);
      }),
    );
  });
});
