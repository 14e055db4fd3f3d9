import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import type { Point } from './onset.ts';
import { beginningIn, lastErrors, lastTraffic, trendOf } from './trend.ts';

const step = 60;
const at = (minute: number) => epochSeconds.parse(1_000_000 + minute * step);
const series = (...values: (number | null)[]): Point[] => values.map((value, minute) => [at(minute), value]);
const errors = { kind: 'errors' } as const;
const slow = { kind: 'slow' } as const;
const stopped = { kind: 'stopped', now: 0, before: 5, since: null } as const;
const run = (length: number, value: number | null) => Array.from({ length }, () => value);

test('the last five minutes are held against the ten before', () => {
  expect(trendOf(errors, series(...run(30, 4)), null)).toBe('steady');
  expect(trendOf(errors, series(...run(25, 4), ...run(5, 8)), null)).toBe('rising');
  expect(trendOf(errors, series(...run(25, 4), ...run(5, 1)), null)).toBe('falling');
});

test('what began a moment ago has no trend yet, and the quiet before it is not held against it', () => {
  const begun = series(...run(26, 0), ...run(4, 8));
  expect(trendOf(errors, begun, at(25))).toBe('new');
  expect(trendOf(errors, series(...run(18, 0), ...run(12, 8)), at(17))).toBe('steady');
});

test('errors that came after the last moment of the series are new, not steady at nothing', () => {
  expect(trendOf(errors, series(...run(30, 0)), null)).toBe('new');
  expect(trendOf(errors, series(...run(30, null)), null)).toBeNull();
});

test('errors that have ended are over, as soon as two moments are known to have had none', () => {
  const ended = series(...run(20, 0), ...run(8, 5), 0, null, 0);
  expect([trendOf(errors, ended, at(19)), lastErrors(ended)]).toEqual(['over', at(27)]);
  expect(trendOf(errors, series(...run(20, 0), ...run(10, 5), 0), at(19))).not.toBe('over');
  expect(lastErrors(series(...run(8, 5), null, null))).toBeNull();
  expect(lastErrors(series(...run(8, 0)))).toBeNull();
});

test('gaps are no data: too little of it has no trend', () => {
  expect(trendOf(errors, [], null)).toBeNull();
  expect(trendOf(errors, series(...run(30, null)), null)).toBeNull();
  expect(trendOf(errors, series(...run(28, null), 4, 4), null)).toBeNull();
});

test('a trend does not depend on how much it is of', () => {
  const rates = fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 6 }), (values, power) => {
      const scaled = values.map((value) => value * 2 ** power);
      expect(trendOf(errors, series(...scaled), null)).toBe(trendOf(errors, series(...values), null));
    }),
  );
});

test('errors that begin are dated, those that were there all along are not', () => {
  expect(beginningIn(errors, series(...run(20, 0), ...run(20, 5)))).toEqual({ onset: at(19) });
  expect(beginningIn(errors, series(...run(40, 5)))).toEqual({ from: at(0) });
  expect(beginningIn(errors, series(...run(20, 5), ...run(20, 12)))).toEqual({ from: at(0) });
  expect(beginningIn(errors, series(...run(40, null)))).toBeNull();
});

test('what is slow goes by its latency: it rises and falls, and is never said to be without errors', () => {
  expect(trendOf(slow, series(...run(25, 40), ...run(5, 900)), null)).toBe('rising');
  expect(trendOf(slow, series(...run(25, 900), ...run(5, 40)), null)).toBe('falling');
  expect(beginningIn(slow, series(...run(20, 40), ...run(20, 900)))).toEqual({ onset: at(19) });
  // It was slower by a little, or all the time: that dates nothing.
  expect(beginningIn(slow, series(...run(20, 40), ...run(20, 60)))).toBeNull();
  expect(beginningIn(slow, series(...run(40, 900)))).toBeNull();
});

test('what stopped has begun where its last request was, and is over when requests are there again', () => {
  const silent = series(...run(20, 5), ...run(20, 0));
  expect(beginningIn(stopped, silent)).toEqual({ onset: at(19) });
  expect(lastTraffic(silent)).toBe(at(19));
  expect(trendOf(stopped, silent, at(19))).toBeNull();
  expect(trendOf(stopped, series(...run(20, 5), ...run(3, 0)), at(19))).toBe('new');
  expect(trendOf(stopped, series(...run(20, 5), ...run(20, 0), 0, 4), null)).toBeNull();
  expect(trendOf(stopped, series(...run(20, 5), ...run(20, 0), 4, 5), null)).toBe('over');
  expect(lastTraffic(series(...run(5, 0), null))).toBeNull();
});
