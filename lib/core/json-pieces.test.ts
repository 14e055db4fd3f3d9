import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

const textOf = (value: unknown) => [...jsonPieces(value)].join('');

test('the pieces put together are what JSON.stringify makes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(textOf(value)).toBe(JSON.stringify(value));
    }),
  );
});

test('a long list comes in several pieces, wherever near the top it is', () => {
  const list = Array.from({ length: 1001 }, (_, i) => ({ i, of: [i] }));
  for (const value of [list, { list }, { a: { list, b: 1 } }]) {
    expect(textOf(value)).toBe(JSON.stringify(value));
    expect(Math.max(...[...jsonPieces(value)].map((piece) => piece.length))).toBeLessThan(6000);
  }
});

test('what has no text, and what says its own, is as JSON.stringify has it', () => {
  const value = { a: undefined, b: () => 1, c: { at: new Date(0), d: undefined }, e: [undefined] };
  expect(textOf(value)).toBe(JSON.stringify(value));
});
