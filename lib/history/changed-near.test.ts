import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import type { ChangeRecord } from './change-record.ts';
import { changedNear, elsewhere } from './changed-near.ts';
import { changeOf } from './testing/change-of.ts';

const onset = epochSeconds.parse(1_000_000);
const change = (id: string, seconds: number, rest: Partial<ChangeRecord> = {}) =>
  changeOf(onset + seconds, { id, name: id, ...rest });
const steps: Readonly<Record<string, number>> = { culprit: 0, end: 1 };
const near = (...changes: ChangeRecord[]) =>
  changedNear(changes, { onset, within: 3600 }, ({ object }) => steps[object.name] ?? elsewhere).map(
    ({ id }) => id,
  );

test('what came shortly before and lies near comes first', () => {
  expect(near(change('end', -400), change('culprit', -90))).toEqual(['culprit', 'end']);
});

test('what came long before or after brought nothing', () => {
  expect(near(change('culprit', -4000), change('end', 90), change('end', 30))).toEqual(['end']);
});

test('of what is merely near by name only what was deleted may have', () => {
  expect(near(change('rule', -60), change('gone', -60, { what: 'deleted' }))).toEqual(['gone']);
});
