import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { frameOf, moved, type Speed, speeds } from './playback.ts';

test.each<[Speed, number, number, number]>([
  [1, 15, 15, 15_000],
  [10, 15, 15, 1500],
  [60, 15, 60, 1000],
  [60, 4, 60, 1000],
  [10, 4, 12, 1200],
  [60, 45, 90, 1500],
])('%d times as fast with a refresh of %d s: steps of %d s, each %d ms', (speed, refresh, step, stay) => {
  expect(frameOf(speed, seconds.parse(refresh))).toEqual({ step, stay });
});

test('every speed keeps its promise', () => {
  for (const speed of speeds) {
    for (const refresh of [2, 4, 15, 60]) {
      const { step, stay } = frameOf(speed, seconds.parse(refresh));
      expect(step / (stay / 1000)).toBeCloseTo(speed);
      expect(stay).toBeGreaterThanOrEqual(1000);
    }
  }
});

test.each([
  ['on', 1000, 15, 1015],
  ['back', 1000, -15, 985],
  ['back from the present', null, -15, 1985],
  ['on to the present', 1990, 15, null],
  ['on from the present', null, 15, null],
])('a step %s', (_, at, step, expected) => {
  expect(moved(at === null ? null : epochSeconds.parse(at), step, 2000)).toBe(expected);
});
