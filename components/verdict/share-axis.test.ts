import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisEnd } from './share-axis.ts';

test.each([
  [0.041, 0.05],
  [0.05, 0.05],
  [0.0003, 0.0005],
  [0.6, 1],
  [1, 1],
])('an interval up to %d ends at %d', (high, end) => {
  expect(axisEnd([{ low: 0, high }])).toBe(end);
});

test('every interval lies on the axis', () => {
  const interval = fc.double({ min: 1e-6, max: 1, noNaN: true }).map((high) => ({ low: 0, high }));
  fc.assert(
    fc.property(fc.array(interval), (intervals) => {
      const end = axisEnd(intervals);
      for (const { high } of intervals) expect(end).toBeGreaterThanOrEqual(high * (1 - 1e-9));
      expect(end).toBeLessThanOrEqual(1);
    }),
  );
});
