import { expect, test } from 'vitest';
import { noKeys, pressKey } from './key-sequence.ts';

const sequences = ['g g', 'g o', '/', '?'];

function type(keys: readonly (readonly [string, number])[]) {
  let state = noKeys;
  const done: string[] = [];
  for (const [key, at] of keys) {
    const result = pressKey(state, key, at, sequences);
    state = result.state;
    if (result.done) done.push(result.done);
  }
  return done;
}

test('a single key and a sequence', () => {
  expect(type([['/', 0]])).toEqual(['/']);
  expect(
    type([
      ['g', 0],
      ['g', 300],
    ]),
  ).toEqual(['g g']);
});

test('a sequence broken by time or by another key starts anew', () => {
  expect(
    type([
      ['g', 0],
      ['g', 2000],
    ]),
  ).toEqual([]);
  expect(
    type([
      ['g', 0],
      ['x', 100],
      ['g', 200],
      ['o', 300],
    ]),
  ).toEqual(['g o']);
  expect(
    type([
      ['g', 0],
      ['?', 100],
    ]),
  ).toEqual(['?']);
});
