import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateBound } from './rate-bound.ts';

const limits = { burst: 3, perSecond: 2 };
const clockAt = (ms = 0) => ({ ms, now: () => clock.ms });
let clock = clockAt();
const bound = () => {
  clock = clockAt();
  return new RateBound(limits, clock);
};

test('a burst passes, then as many as the time lets through', () => {
  const one = bound();
  expect(Array.from({ length: 5 }, () => one.take('a'))).toEqual([true, true, true, false, false]);
  clock.ms = 499;
  expect(one.take('a')).toBe(false);
  clock.ms = 500;
  expect([one.take('a'), one.take('a')]).toEqual([true, false]);
  clock.ms = 60_000;
  expect(Array.from({ length: 4 }, () => one.take('a'))).toEqual([true, true, true, false]);
});

test('one caller takes nothing from another', () => {
  const one = bound();
  for (let i = 0; i < 10; i += 1) one.take('a');
  expect([one.take('a'), one.take('b')]).toEqual([false, true]);
});

test('never more than the burst and what the time brings, however the requests come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 }), (pauses) => {
      const one = bound();
      const taken = pauses.filter((pause) => {
        clock.ms += pause;
        return one.take('a');
      }).length;
      expect(taken).toBeLessThanOrEqual(limits.burst + (clock.ms / 1000) * limits.perSecond);
    }),
  );
});

test('callers who rested are forgotten', () => {
  const one = bound();
  for (let i = 0; i < 1000; i += 1) one.take(`caller ${i}`);
  clock.ms = 10_000;
  one.take('new');
  expect(one.size).toBe(1);
});
