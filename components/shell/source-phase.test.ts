import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { describeSource } from './source-phase.ts';

const at = (n: number) => epochSeconds.parse(n);
const source = { phase: 'live', since: at(1000), lastGood: at(1000), reason: null } as const;

test('a source that doubts its own answer is not shown as sound', () => {
  expect(describeSource(source, 1005)).toEqual({ word: 'live', tone: 'ok' });
  expect(describeSource(source, 1005, true)).toEqual({ word: 'live, with warnings', tone: 'warn' });
});

test('what is stale says how old it is', () => {
  expect(describeSource({ ...source, phase: 'stale' }, 1060).word).toBe('stale, 1\u00a0min ago');
});
