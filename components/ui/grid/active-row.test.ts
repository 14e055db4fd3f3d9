import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepActive, noActiveRow } from './active-row.ts';

test('it goes where its key goes', () => {
  expect(keepActive({ key: 'b', at: 1 }, ['new', 'a', 'b'])).toEqual({ key: 'b', at: 2 });
});

test('where its key is gone, what stands in its place is active, or the last', () => {
  expect(keepActive({ key: 'b', at: 1 }, ['a', 'c', 'd'])).toEqual({ key: 'c', at: 1 });
  expect(keepActive({ key: 'd', at: 3 }, ['a', 'c'])).toEqual({ key: 'c', at: 1 });
});

test('until somebody went to a row there is none', () => {
  expect(keepActive(noActiveRow, ['a'])).toBe(noActiveRow);
});

test('without rows there is none; when its key is back, so is it', () => {
  const none = keepActive({ key: 'b', at: 1 }, []);
  expect(none.at).toBe(-1);
  expect(keepActive(none, ['a', 'x', 'b'])).toEqual({ key: 'b', at: 2 });
  expect(keepActive(none, ['x', 'y'])).toEqual({ key: 'x', at: 0 });
});

const some = fc.uniqueArray(fc.nat({ max: 30 }).map(String), { maxLength: 20 });

test('whatever rows come and go, the active one is among them, and settled at once', () => {
  fc.assert(
    fc.property(some, some, fc.nat(), (before, after, n) => {
      const at = before.length === 0 ? -1 : n % before.length;
      const active = { key: before[at] ?? null, at };
      const kept = keepActive(active, after);
      expect(keepActive(kept, after)).toBe(kept);
      expect(kept.at).toBeLessThan(after.length);
      if (active.key === null || after.length === 0) expect(kept.at).toBe(-1);
      else expect(after[kept.at]).toBe(kept.key);
      if (active.key !== null && after.includes(active.key)) expect(kept.key).toBe(active.key);
    }),
  );
});
