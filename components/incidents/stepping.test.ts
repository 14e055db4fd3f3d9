import { expect, test } from 'vitest';
import { steppingFrom } from './stepping.ts';
import { problem } from './testing/problem.ts';

const rows = ['a', 'b', 'c'].map((key) => problem(key));
const keys = (key: string) => {
  const { at, previous, next } = steppingFrom(rows, problem(key).key);
  return [at, previous?.key.replaceAll('-', '') ?? null, next?.key.replaceAll('-', '') ?? null];
};

test('the next and the previous one are those of the list, and none beyond its ends', () => {
  expect([keys('a'), keys('b'), keys('c')]).toEqual([
    [0, null, 'b'],
    [1, 'a', 'c'],
    [2, 'b', null],
  ]);
});

test('from one that is gone the first is next', () => {
  expect(keys('gone')).toEqual([null, null, 'a']);
  expect(steppingFrom([], 'gone')).toMatchObject({ count: 0, current: null, next: null });
});
