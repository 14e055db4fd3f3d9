import { expect, test } from 'vitest';
import { burnRate, burnsTooFast } from './burn-rate.ts';
import { defaultLimits } from './limits.ts';
import { seen } from './testing/version-of.ts';

test('a rate of 1 uses up just what the objective allows', () => {
  const { tally } = seen('v1', { requests: 10_000, failed: 10, refused: 900 });
  expect(burnRate(tally, { objective: 99.9 })).toBeCloseTo(1);
  expect(burnRate(tally, { objective: 99 })).toBeCloseTo(0.1);
});

test('without requests nothing burns and nothing is known', () => {
  expect(burnRate(null, defaultLimits)).toBeNull();
  expect(burnRate(seen('v1', { requests: 0 }).tally, defaultLimits)).toBeNull();
  expect(burnsTooFast({ short: null, long: 100 }, defaultLimits)).toBeNull();
});

test('it is too fast only where both windows say so', () => {
  expect(burnsTooFast({ short: 15, long: 15 }, defaultLimits)).toBe(true);
  expect(burnsTooFast({ short: 14, long: 100 }, defaultLimits)).toBe(false);
  expect(burnsTooFast({ short: 100, long: 14 }, defaultLimits)).toBe(false);
});
