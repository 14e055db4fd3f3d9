import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countNewKeys } from './count-new-keys.ts';

test.each([
  ['at the top', ['b', 'a'], ['d', 'c', 'b', 'a'], 2],
  ['late, between others', ['c', 'a'], ['c', 'b', 'a'], 1],
  ['while those at the end go', ['c', 'b', 'a'], ['d', 'c', 'b'], 1],
  ['asked for at the end', ['c', 'b'], ['c', 'b', 'a'], 0],
  ['in place of all', ['b', 'a'], ['d', 'c'], 2],
  ['at first', [], ['a'], 0],
])('rows that come %s', (_, before, now, count) => {
  expect(countNewKeys(before, now)).toBe(count);
});

test('property: as many as come above, whatever goes or is added below', () => {
  const keys = fc.uniqueArray(fc.nat({ max: 60 }).map(String), { maxLength: 40 });
  fc.assert(
    fc.property(keys, fc.nat(), fc.nat(), fc.nat(), (all, a, b, c) => {
      const [from, to, end] = [a, b, c].map((n) => n % (all.length + 1)).sort((x, y) => x - y);
      const before = all.slice(from, to);
      fc.pre(before.length > 0);
      expect(countNewKeys(before, all.slice(0, end))).toBe(from);
    }),
  );
});
