import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { onsetOf, type Point } from './onset.ts';

const series = (...values: (number | null)[]): Point[] =>
  values.map((value, i) => [epochSeconds.parse(1000 + 15 * i), value]);
const at = (index: number) => 1000 + 15 * index;

test('errors begin after the last moment without any', () => {
  expect(onsetOf(series(0, 0, 0, 0, 0, 4, 5, 4))).toMatchObject({ at: at(4), before: 0 });
});

test('one bad moment at the end is a beginning', () => {
  expect(onsetOf(series(0, 0, 0, 0, 0, 0, 0, 3))?.at).toBe(at(6));
});

test('a rate that climbs over its window began where the climb did', () => {
  expect(onsetOf(series(0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 4))?.at).toBe(at(3));
});

test('gaps are no zeros', () => {
  expect(onsetOf(series(null, null, 5, 5, 5, null, 5, 5, 5))).toBeNull();
});

test('what was always so, and what only wavers, has no beginning', () => {
  expect(onsetOf(series(2, 2, 2, 2, 2, 2, 2, 2))).toBeNull();
  expect(onsetOf(series(1, 2, 1, 2, 1, 2, 1, 2, 1, 2))).toBeNull();
});

test('a drop is a change too', () => {
  expect(onsetOf(series(9, 9, 9, 9, 9, 0, 0, 0))).toMatchObject({ at: at(4), before: 9, after: 0 });
});

test('a clean step is found wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 5, max: 30 }), (quiet, loud) => {
      const values = [...Array.from({ length: quiet }, () => 1), ...Array.from({ length: loud }, () => 7)];
      expect(onsetOf(series(...values))?.at).toBe(at(quiet - 1));
    }),
  );
});
