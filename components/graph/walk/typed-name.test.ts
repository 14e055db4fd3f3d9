import { expect, test } from 'vitest';
import { typeKey } from './typed-name.ts';

test.each([
  ['pa', 'y', { text: 'pay', again: false, used: true }],
  ['pa', 'Backspace', { text: 'p', again: false, used: true }],
  ['pa', 'ArrowDown', { text: 'pa', again: true, used: true }],
  ['pa', 'Shift', { text: 'pa', again: false, used: false }],
  ['pa', 'Enter', { text: null, again: false, used: true }],
  ['pa', 'Escape', { text: null, again: false, used: true }],
  ['pa', 'ArrowRight', { text: null, again: false, used: false }],
])('%s, then %s', (typed, key, after) => {
  expect(typeKey(typed, key)).toEqual(after);
});
