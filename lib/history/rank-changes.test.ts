import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import type { ChangeRecord } from './change-record.ts';
import { rankChanges } from './rank-changes.ts';
import { changeOf } from './testing/change-of.ts';

const onset = epochSeconds.parse(10_000);
const change = (id: string, at: number, what: ChangeRecord['what'] = 'edited') =>
  changeOf(at, { id, name: id, what });
const ranked = (changes: ChangeRecord[], distance: Record<string, number> = {}) =>
  rankChanges(changes, onset, ({ id }) => distance[id] ?? 0).map(({ id }) => id);

test('what was done just before the onset comes first, what was done after it last', () => {
  const late = change('late', 10_200);
  expect(ranked([late, change('long ago', 9400), change('just before', 9980)])).toEqual([
    'just before',
    'long ago',
    'late',
  ]);
});

test('a little after the onset still counts as its moment', () => {
  expect(ranked([change('before', 9900), change('blurred', 10_050)])).toEqual(['blurred', 'before']);
});

test('what is near on the graph comes before what is far at the same time', () => {
  expect(ranked([change('far', 9990), change('near', 9900)], { far: 2 })).toEqual(['near', 'far']);
});

test('a change comes before the warnings that it brought', () => {
  expect(ranked([change('warning', 9995, 'event'), change('edit', 9900)])).toEqual(['edit', 'warning']);
});
