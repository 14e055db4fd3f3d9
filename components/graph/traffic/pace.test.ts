import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failed, paceOf } from './pace.ts';

const flow = (rate: number) => ({ rate, failedShare: null });

test('more traffic is never fewer dots nor slower ones, and a step of the log is a step', () => {
  const paces = [0.02, 0.3, 1, 10, 100, 1000].map((rate) => paceOf(flow(rate), 300));
  expect(paces.map(({ dots }) => dots)).toEqual([2, 3, 4, 9, 12, 12]);
  expect(paces.map(({ speed }) => Math.round(speed))).toEqual([30, 35, 44, 77, 120, 165]);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 1, max: 5000, noNaN: true }),
      (a, b, length) => {
        const [less, more] = [paceOf(flow(Math.min(a, b)), length), paceOf(flow(Math.max(a, b)), length)];
        expect(less.dots).toBeLessThanOrEqual(more.dots);
        expect(less.speed).toBeLessThanOrEqual(more.speed);
      },
    ),
  );
});

test('nothing moves where nothing flows', () => {
  expect(paceOf(flow(0), 300).dots).toBe(0);
  expect(paceOf(flow(5), 0).dots).toBe(0);
  expect(paceOf(flow(5), Number.NaN).dots).toBe(0);
});

test('as many dots fail as the share says, spread evenly', () => {
  const count = (share: number) =>
    Array.from({ length: 1000 }, (_, i) => failed(i, share)).filter(Boolean).length;
  expect([0, 0.005, 0.1, 0.5, 1].map(count)).toEqual([0, 5, 100, 500, 1000]);
  expect(Array.from({ length: 8 }, (_, i) => failed(i, 0.25)).map(Number)).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
});
