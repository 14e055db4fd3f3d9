import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeRecord } from './change-record.ts';
import { flagsOf } from './flags.ts';
import { changeOf } from './testing/change-of.ts';

const change = (at: number, what: ChangeRecord['what'] = 'edited') =>
  changeOf(at, { id: `${what}@${at}`, what });
const flags = (...changes: ChangeRecord[]) =>
  flagsOf(changes, 1000, 3400).map(({ at, changes: of }) => [at, ...of.map(({ id }) => id)]);

test('what lies within the width of a flag is one, what was done before what came of it', () => {
  expect(flags(change(1500), change(1400, 'event'), change(3000))).toEqual([
    [1400, 'event@1400'],
    [1500, 'edited@1500'],
    [3000, 'edited@3000'],
  ]);
  expect(flags(change(1460), change(1400, 'restarted'))).toEqual([[1400, 'edited@1460', 'restarted@1400']]);
});

test('what is outside the axis has no flag, and an axis without length has none', () => {
  expect(flags(change(999), change(3401))).toEqual([]);
  expect(flagsOf([change(1000)], 1000, 1000)).toEqual([]);
});

test('there are never more than twelve, in order, and none is lost', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1000, max: 3400 }), { maxLength: 200 }), (moments) => {
      const made = flagsOf(
        moments.map((at) => change(at)),
        1000,
        3400,
      );
      expect(made.length).toBeLessThanOrEqual(12);
      expect(made.map(({ at }) => at)).toEqual(made.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(made.flatMap(({ changes }) => changes)).toHaveLength(moments.length);
    }),
  );
});
