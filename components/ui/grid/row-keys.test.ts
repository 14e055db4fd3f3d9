import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowKeys } from './row-keys.ts';

const itself = (text: string) => text;

test('rows that have one key in common are numbered', () => {
  expect(rowKeys(['a', 'b', 'a', 'a'], itself)).toEqual(['a #3', 'b', 'a #2', 'a']);
});

test('a row keeps its key while one like it comes in above', () => {
  expect(rowKeys(['a', 'b', 'a'], itself).slice(1)).toEqual(rowKeys(['b', 'a'], itself));
});

test('no key is given twice, whatever rows are called', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'a #2', 'a #3', 'a #2 #2', '')), (rows) => {
      const keys = rowKeys(rows, itself);
      expect(new Set(keys).size).toBe(rows.length);
    }),
  );
});
