import { expect, test } from 'vitest';
import { firstLine, logReach, narrowerWindow } from './log-reach.ts';

const pod = (name: string, read: { from?: number; to?: number; older?: boolean; by?: string } | null) => ({
  pod: name,
  read:
    read === null
      ? null
      : {
          from: read.from ?? null,
          to: read.to ?? null,
          older: read.older ?? false,
          cut: read.by === undefined ? null : { by: read.by },
        },
});

test('every log was looked through from the latest of the moments to which those that were not reach', () => {
  const reach = logReach([
    pod('whole', { from: 1 }),
    pod('short', { from: 70, older: true }),
    pod('shorter', { from: 90, older: true }),
    pod('failed', null),
  ]);
  expect([reach.older.map((each) => each.pod), reach.from]).toEqual([['short', 'shorter'], 90]);
  expect([reach.later, reach.to]).toEqual([[], null]);
});

test('a log that ended early or broke off is not one that is too long', () => {
  const reach = logReach([pod('long', { to: 50, by: 'bytes' }), pod('hung', { to: 20, by: 'timeout' })]);
  expect([reach.later.map((each) => each.pod), reach.to]).toEqual([['long'], 50]);
});

test('where no log reaches back to where the time begins its first line is told', () => {
  const time = { at: 1000, window: 300 };
  expect(firstLine([pod('a', { from: 950_000 }), pod('b', { from: 800_000 })], time)).toBe(800_000);
  expect(firstLine([pod('a', { from: 950_000 }), pod('b', { from: 710_000 })], time)).toBeNull();
  expect(firstLine([pod('empty', {}), pod('failed', null)], time)).toBeNull();
});

test('a narrower window begins where reading ended, or is the shortest', () => {
  const windows = [60, 300, 600];
  const time = { window: 600, at: 1000 };
  expect(narrowerWindow(windows, time, 650_000)).toBe(300);
  expect(narrowerWindow(windows, time, 800_000)).toBe(60);
  expect(narrowerWindow(windows, time, 990_000)).toBe(60);
  expect(narrowerWindow(windows, { ...time, window: 60 }, 990_000)).toBeNull();
});
