import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { byMinute } from './by-minute.ts';
import { type ChangeRecord, changeKinds } from './change-record.ts';
import { changeText } from './change-text.ts';
import { changeOf } from './testing/change-of.ts';

const change = (rest: Partial<ChangeRecord>) => changeOf(0, rest);
const field = (path: string) => ({ path, before: '3', after: '0' });

test('each change is one sentence about its object', () => {
  const fields = [field('spec.http[0].timeout'), field('spec.hosts[0]')];
  expect(changeText(change({ fields, more: 3 }))).toBe('changed spec.http[0].timeout and 4 more');
  expect(changeText(change({}))).toBe('was changed');
  expect(changeText(change({ what: 'scaled', fields: [field('spec.replicas')] }))).toBe('scaled from 3 to 0');
  expect(changeText(change({ what: 'rollout', note: 'revision 2', fields: [field('image')] }))).toBe(
    'rolled out revision 2: image',
  );
});

test('no kind of change is without words', () => {
  for (const what of changeKinds) expect(changeText(change({ what, note: 'n' }))).not.toBe('');
});

test('changes of a minute stand together, the newest first', () => {
  const at = (seconds: number) => change({ id: String(seconds), at: epochSeconds.parse(seconds) });
  const minutes = byMinute([at(59), at(130), at(0), at(121)]);
  expect(minutes.map(({ from, changes }) => [from, changes.map(({ id }) => id)])).toEqual([
    [120, ['130', '121']],
    [0, ['59', '0']],
  ]);
});
