import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCourseInSight, isRectInSight } from './in-sight.ts';
import { pointOn } from './paint-marks.ts';

const sight = { x1: 0, x2: 100, y1: 0, y2: 100 };
const at = (x: number, y: number) => ({ x, y });

test.each([
  ['within', 50, 50, true],
  ['half outside', 105, 50, true],
  ['beside', 115, 50, false],
  ['above', 50, -11, false],
])('a rect %s', (_, x, y, seen) => {
  expect(isRectInSight({ x, y, width: 20, height: 20 }, sight)).toBe(seen);
});

test('a line between two ends off screen is seen where it crosses, and not where it passes by', () => {
  const cross = { from: at(-50, 50), controls: [], to: at(150, 50) };
  const pass = { from: at(-50, 130), controls: [], to: at(150, 130) };
  expect([cross, pass].map((course) => isCourseInSight(course, sight, 10))).toEqual([true, false]);
  expect(isCourseInSight(pass, sight, 40)).toBe(true);
});

test('no line with a point on screen is left out', () => {
  const point = fc.record({ x: fc.integer({ min: -300, max: 400 }), y: fc.integer({ min: -300, max: 400 }) });
  fc.assert(
    fc.property(point, point, point, fc.float({ min: 0, max: 1, noNaN: true }), (from, control, to, t) => {
      const course = { from, controls: [control], to };
      const { x, y } = pointOn(course, t);
      const on = x > 0 && x < 100 && y > 0 && y < 100;
      expect(!on || isCourseInSight(course, sight, 1)).toBe(true);
    }),
  );
});
