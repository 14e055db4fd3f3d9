import { expect, test } from 'vitest';
import { epochSeconds, perSecond, share } from '#lib/core/units.ts';
import type { ErrorsSymptom } from './symptom.ts';
import { watchFix } from './watch-fix.ts';

const errors = (rate: number, code = '503'): ErrorsSymptom => ({
  kind: 'errors',
  outcome: { code, grpcStatus: null, flags: ['UC'] },
  madeBy: 'wire',
  reporter: 'source',
  count: rate * 300,
  errors: rate * 300,
  total: 3000,
  share: share.parse(1),
  rate: perSecond.parse(rate),
  since: null,
});
const since = epochSeconds.parse(1000);
const watch = (now: number, rate: number | null, at = now, code = '503') =>
  watchFix({
    before: errors(10),
    diagnoses: rate === null ? [] : [{ symptom: errors(rate, code) }],
    at,
    since,
    now,
  });

test('a reading from before the fix says nothing', () => {
  expect(watch(1010, null, 990)).toMatchObject({ state: 'waiting', left: 110 });
});

test('errors that are not seen any more are gone, also where others are there', () => {
  expect(watch(1030, null)).toEqual({ state: 'gone' });
  expect(watch(1030, 4, 1030, '404')).toEqual({ state: 'gone' });
});

test('errors lessen, are waited for, and stay', () => {
  expect(watch(1030, 4)).toMatchObject({ state: 'weaker' });
  expect(watch(1030, 9)).toMatchObject({ state: 'waiting', left: 90 });
  expect(watch(1130, 9)).toMatchObject({ state: 'stays' });
});
