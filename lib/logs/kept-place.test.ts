import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptPlace } from './kept-place.ts';

test('what is looked at goes down by what came above it', () => {
  expect(keptPlace({ keys: ['c', 'b', 'a'], row: 1 }, ['e', 'd', 'c', 'b', 'a'])).toEqual({
    by: 2,
    fresh: 2,
  });
});

test('a line that came late, between those that were there, counts and moves what is below it alone', () => {
  expect(keptPlace({ keys: ['c', 'a'], row: 0 }, ['c', 'b', 'a'])).toEqual({ by: 0, fresh: 1 });
  expect(keptPlace({ keys: ['c', 'a'], row: 1 }, ['c', 'b', 'a'])).toEqual({ by: 1, fresh: 1 });
});

test('where the row is gone the nearest above it is held, and where none is left nothing moves', () => {
  expect(keptPlace({ keys: ['c', 'b', 'a'], row: 2 }, ['d', 'c', 'b'])).toEqual({ by: 1, fresh: 1 });
  expect(keptPlace({ keys: ['b', 'a'], row: 1 }, ['z', 'y'])).toEqual({ by: 0, fresh: 2 });
  expect(keptPlace({ keys: [], row: 0 }, ['z'])).toEqual({ by: 0, fresh: 1 });
});

test('lines that are alike are told apart', () => {
  expect(keptPlace({ keys: ['x', 'x'], row: 0 }, ['x', 'x', 'x'])).toEqual({ by: 1, fresh: 1 });
});

test('property: where lines only come above and go below, each row that is left is where it is said to be', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, fc.nat(29), (old, come, row) => {
      const moved = keptPlace({ keys: old, row }, [...come, ...old]);
      expect(moved).toEqual({ by: old.length === 0 ? 0 : come.length, fresh: come.length });
    }),
  );
});
