import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepRows } from './step-rows.ts';

test.each([
  ['ArrowDown', 3, 4],
  ['j', 3, 4],
  ['ArrowUp', 3, 2],
  ['k', 3, 2],
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

test('a page is what is in sight', () => {
  expect(stepRows('PageDown', 3, 20, 4)).toBe(7);
});

test('where no row is chosen yet, the first is', () => {
  expect(stepRows('ArrowDown', -1, 3)).toBe(0);
  expect(stepRows('ArrowUp', -1, 3)).toBe(0);
});

test('other keys, and no rows at all', () => {
  expect(stepRows('Enter', 1, 3)).toBeNull();
  expect(stepRows('J', 1, 3)).toBeNull();
  expect(stepRows('constructor', 1, 3)).toBeNull();
  expect(stepRows('End', -1, 0)).toBeNull();
});

test('wherever a key leads, a row is there, and the way back is as long', () => {
  const back = { ArrowDown: 'ArrowUp', j: 'k', PageDown: 'PageUp' } as const;
  fc.assert(
    fc.property(
      fc.constantFrom('ArrowDown', 'j', 'PageDown'),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 499 }),
      fc.integer({ min: 1, max: 60 }),
      (key, count, some, page) => {
        const at = some % count;
        const to = stepRows(key, at, count, page) ?? -1;
        expect(to).toBeGreaterThanOrEqual(at);
        expect(to).toBeLessThan(count);
        if (to < count - 1) expect(stepRows(back[key], to, count, page)).toBe(at);
      },
    ),
  );
});
