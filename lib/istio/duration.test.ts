import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['2s', 2000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['1m30s', 90_000],
  ['1h', 3_600_000],
  ['0s', 0],
  ['2', null],
  ['', null],
  ['two seconds', null],
  ['-1s', null],
])('%s is %s ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
