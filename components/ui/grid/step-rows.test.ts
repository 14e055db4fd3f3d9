import { expect, test } from 'vitest';
import { stepRows } from './step-rows.ts';

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 3, 2],
  ['PageDown', 3, 13],
  ['PageUp', 13, 3],
  ['Home', 7, 0],
  ['End', 7, 19],
  ['ArrowDown', 19, 19],
  ['ArrowUp', 0, 0],
  ['PageDown', 15, 19],
  ['PageUp', 4, 0],
])('%s from row %i leads to row %i', (key, at, to) => {
  expect(stepRows(key, at, 20)).toBe(to);
});

test('where no row is chosen yet, the first is', () => {
  expect(stepRows('ArrowDown', -1, 3)).toBe(0);
  expect(stepRows('ArrowUp', -1, 3)).toBe(0);
});

test('other keys, and no rows at all', () => {
  expect(stepRows('Enter', 1, 3)).toBeNull();
  expect(stepRows('constructor', 1, 3)).toBeNull();
  expect(stepRows('End', -1, 0)).toBeNull();
});
