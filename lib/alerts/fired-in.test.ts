import { expect, test } from 'vitest';
import { firedIn } from './fired-in.ts';

const at = (...minutes: number[]) => minutes.map((minute) => minute * 60);

test('each time that it began to hold is one, and how long it held is told', () => {
  expect(firedIn(at(5, 10, 30, 60), 300, 60, 3600)).toEqual({ times: 3, lasted: 1200, now: true });
});

test('what does not hold long enough does not fire', () => {
  expect(firedIn(at(5, 10, 30), 300, 900, 3600)).toEqual({ times: 0, lasted: 0, now: false });
  expect(firedIn(at(5, 10, 15, 20, 25), 300, 900, 3600)).toEqual({ times: 1, lasted: 600, now: false });
});

test('of nothing there is nothing', () => {
  expect(firedIn([], 300, 60, 3600)).toEqual({ times: 0, lasted: 0, now: false });
});
