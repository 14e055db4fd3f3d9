import { expect, test } from 'vitest';
import { countValues } from './count-values.ts';

test('each value with how many have it, also what is known and none has', () => {
  const counts = countValues(['ab', 'b'], (text) => [...text], ['c']);
  expect(Object.fromEntries(counts)).toEqual({ a: 1, b: 2, c: 0 });
});
