import { expect, test } from 'vitest';
import { type EpochSeconds, epochSeconds, perSecond } from '#lib/core/units.ts';
import { type Acknowledgement, noteText, stanceOf } from './acknowledgement.ts';

const at = (seconds: number): EpochSeconds => epochSeconds.parse(1_000_000 + seconds);
const said = (rest: Partial<Acknowledgement> = {}): Acknowledgement => ({
  does: 'snooze',
  by: 'dev',
  at: at(0),
  note: '',
  until: at(3600),
  rate: perSecond.parse(4),
  ...rest,
});
const standing = (rest: Partial<Parameters<typeof stanceOf>[1]> = {}) => ({
  rate: 4,
  since: at(-600),
  now: at(60),
  ...rest,
});

test('a snooze holds until its time, or as long as nothing changes', () => {
  expect(stanceOf(said(), standing()).state).toBe('snoozed');
  expect(stanceOf(said(), standing({ now: at(3600) })).state).toBe('open');
  expect(stanceOf(said({ until: null }), standing({ now: at(900_000) })).state).toBe('snoozed');
});

test('what was put off comes back with twice the harm, and says so', () => {
  expect(stanceOf(said(), standing({ rate: 7.9 })).state).toBe('snoozed');
  expect(stanceOf(said(), standing({ rate: 8 }))).toMatchObject({ state: 'open', grown: true });
  const rare = said({ rate: perSecond.parse(0.01) });
  expect(stanceOf(rare, standing({ rate: 0.09 })).state).toBe('snoozed');
  expect(stanceOf(rare, standing({ rate: 0.12 })).state).toBe('open');
});

test('an acknowledgement holds whatever the harm, until it is taken back or the problem has gone and come again', () => {
  const mine = said({ does: 'acknowledge', until: null });
  expect(stanceOf(mine, standing({ rate: 400 })).state).toBe('acknowledged');
  expect(stanceOf(mine, standing({ since: at(60) })).state).toBe('acknowledged');
  expect(stanceOf(mine, standing({ since: at(900) }))).toEqual({ state: 'open', said: null, grown: false });
  expect(stanceOf(said({ does: 'open' }), standing()).state).toBe('open');
  expect(stanceOf(null, standing()).state).toBe('open');
});

test('a note is one line, and holds nothing that acts unseen', () => {
  expect(noteText.parse('  on it\n\tsoon ')).toBe('on it soon');
  expect(noteText.parse('a\u202eb\u0000c')).toBe('a\ufffdb\ufffdc');
  expect(noteText.safeParse('x'.repeat(501)).success).toBe(false);
});
