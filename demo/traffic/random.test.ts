import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

const moments = (draw: () => number, n = 20_000) => {
  const values = Array.from({ length: n }, draw);
  const mean = values.reduce((a, b) => a + b, 0) / n;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / n };
};

test.each([
  [5, 0.3],
  [40, 0.02],
  [200, 0.7],
  [5000, 0.1],
])('binomial(%i, %f) has the mean and variance of one', (n, p) => {
  const random = createRandom(3);
  const { mean, variance } = moments(() => random.binomial(n, p));
  const wanted = n * p * (1 - p);
  expect(Math.abs(mean - n * p)).toBeLessThan(5 * Math.sqrt(wanted / 20_000));
  expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.06);
});

test.each([0.4, 12, 300])('poisson(%f) has the mean and variance of one', (mean) => {
  const random = createRandom(4);
  const found = moments(() => random.poisson(mean));
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(mean / 20_000));
  expect(Math.abs(found.variance / mean - 1)).toBeLessThan(0.06);
});

test('nothing of nothing, all of all, and a seed is a sequence', () => {
  const random = createRandom(5);
  expect([random.binomial(0, 0.5), random.binomial(9, 0), random.binomial(9, 1), random.poisson(0)]).toEqual([
    0, 0, 9, 0,
  ]);
  const [a, b] = [createRandom(6), createRandom(6)];
  expect([a.uniform(), a.normal(), a.poisson(7)]).toEqual([b.uniform(), b.normal(), b.poisson(7)]);
  expect(createRandom(7).uniform()).not.toBe(createRandom(8).uniform());
});
