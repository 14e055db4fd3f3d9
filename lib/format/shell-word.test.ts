import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test('what a name can be stands as it is, anything else within quotes', () => {
  expect(shellWord('cart-v1.shop')).toBe('cart-v1.shop');
  expect(shellWord('')).toBe("''");
  expect(shellWord("it's $(id); x")).toBe(String.raw`'it'\''s $(id); x'`);
});

test('property: a shell hands on each word as it was', () => {
  // No shell takes NUL, and none is asked for words that are no text.
  const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed());
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
      const told = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`]).toString();
      expect(told.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 20 },
  );
});
