import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { unitSpace } from '#lib/format/number.ts';
import { elsewhere } from './changed-near.ts';
import { nearText } from './near-text.ts';
import { changeOf } from './testing/change-of.ts';

const onset = epochSeconds.parse(100_000);

/** With ordinary spaces before units. */
const plain = (text: string): string => text.replaceAll(unitSpace, ' ');

test('it tells whole minutes, before and after, and how far away', () => {
  expect(plain(nearText(changeOf(99_800), onset, 0))).toBe('3 min before it began, governs this');
  expect(plain(nearText(changeOf(100_200), onset, 1))).toBe('3 min after it began, at an end of this');
  expect(plain(nearText(changeOf(99_000), onset, 2))).toBe('16 min before it began, 2 steps away');
  expect(plain(nearText(changeOf(99_000), onset, elsewhere))).toBe(
    '16 min before it began, in its namespace',
  );
});

test('within a minute it is the same moment', () => {
  expect(plain(nearText(changeOf(99_950), onset, 0))).toBe('as it began, governs this');
  expect(plain(nearText(changeOf(100_050), onset, 0))).toBe('as it began, governs this');
});
