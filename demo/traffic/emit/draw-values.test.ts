import { expect, test } from 'vitest';
import { below, fromPercentiles, meanOf } from '#demo/traffic/flow/timing.ts';
import { createRandom } from '#demo/traffic/random.ts';
import { bucketList, envoyBuckets } from './buckets.ts';
import { drawValues } from './draw-values.ts';

const { bounds } = envoyBuckets;
const counts = new Int32Array(bounds.length + 1);

test.each([3, 12, 13, 5000])('%i values: each in a bucket, their sum within the buckets’ bounds', (n) => {
  const random = createRandom(1);
  for (const shift of [0, 900]) {
    const sum = drawValues(
      random,
      n,
      { ...fromPercentiles(30, 400), shift, cap: Infinity },
      envoyBuckets,
      counts,
    );
    expect(counts.reduce((a, b) => a + b, 0)).toBe(n);
    let [low, high] = [0, 0];
    counts.forEach((count, i) => {
      low += count * (i === 0 ? 0 : (bounds[i - 1] ?? 0));
      if (count > 0) high += count * (bounds[i] ?? Number.POSITIVE_INFINITY);
    });
    expect(sum).toBeGreaterThanOrEqual(low);
    expect(sum).toBeLessThanOrEqual(high);
  }
});

test('buckets and mean are those of the distribution', () => {
  const { mu, sigma } = fromPercentiles(30, 400);
  const n = 200_000;
  const sum = drawValues(createRandom(2), n, { mu, sigma, shift: 0, cap: Infinity }, envoyBuckets, counts);
  expect(Math.abs(sum / n / (meanOf(mu, sigma) - 0.5) - 1)).toBeLessThan(0.02);
  const under100 = counts.slice(0, 7).reduce((a, b) => a + b, 0) / n;
  expect(Math.abs(under100 - below(mu, sigma, 101))).toBeLessThan(0.005);
});

test('a cap cuts the distribution off', () => {
  for (const n of [5, 5000]) {
    drawValues(
      createRandom(3),
      n,
      { ...fromPercentiles(800, 3000), shift: 0, cap: 1000 },
      envoyBuckets,
      counts,
    );
    expect(counts.slice(10).every((count) => count === 0)).toBe(true);
  }
});

test('a list of its own divides the same values', () => {
  const few = bucketList([10, 100, 1000]);
  const own = new Int32Array(4);
  const { mu, sigma } = fromPercentiles(30, 400);
  const n = 100_000;
  drawValues(createRandom(4), n, { mu, sigma, shift: 0, cap: Infinity }, few, own);
  expect(own.reduce((a, b) => a + b, 0)).toBe(n);
  expect(Math.abs((own[0] ?? 0) / n - below(mu, sigma, 11))).toBeLessThan(0.005);
  expect(Math.abs(((own[0] ?? 0) + (own[1] ?? 0)) / n - below(mu, sigma, 101))).toBeLessThan(0.005);
});
