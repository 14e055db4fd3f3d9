import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { judge } from './judge.ts';
import { defaultLimits } from './limits.ts';
import { adviseStep, type StepperInput, usualSteps } from './stepper.ts';
import { seen } from './testing/version-of.ts';

const stable = seen('v1', { requests: 7204, failed: 22 });
const verdictOf = (requests: number, failed: number) =>
  judge(seen('v2', { requests, failed }), stable, defaultLimits);
const good = verdictOf(4000, 12);
const at = (seconds: number) => epochSeconds.parse(1_000_000 + seconds);
const input = (share: number, held: number, more: Partial<StepperInput> = {}): StepperInput => ({
  steps: usualSteps,
  share,
  since: at(0),
  now: at(held),
  verdict: good,
  ...more,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each<[string, StepperInput, string]>([
  ['nothing yet', input(0, 0), 'Begin with 5 %.'],
  ['young', input(5, 420), 'Hold at 5 % for 3 min more, then 25 %.'],
  ['held', input(5, 600), 'The next step may be taken: 25 %.'],
  ['between two steps', input(30, 600), 'The next step may be taken: 50 %.'],
  ['below the first step', input(2, 60), 'Hold at 2 % for 9 min more, then 5 %.'],
  ['at the end', input(100, 0), 'All steps are taken: it has 100 %.'],
  ['unknown since when', input(25, 0, { since: null }), 'The next step may be taken: 50 %.'],
  [
    'nothing known of it',
    input(25, 600, { verdict: null }),
    'Held long enough, but it is not known how the canary does.',
  ],
])('%s', (_, given, says) => {
  expect(plain(adviseStep(given).says)).toBe(says);
});

test('a canary that is worse goes back a step at once, and to none from the first', () => {
  const verdict = verdictOf(4000, 400);
  expect(adviseStep(input(50, 10, { verdict }))).toMatchObject({ kind: 'back', share: 25 });
  expect(adviseStep(input(5, 10, { verdict }))).toMatchObject({ kind: 'back', share: 0 });
  expect(adviseStep(input(100, 10, { verdict }))).toMatchObject({ kind: 'back', share: 50 });
});

test('a step that was held is not gone on from while too little was seen', () => {
  const verdict = verdictOf(40, 0);
  expect(adviseStep(input(25, 600, { verdict }))).toMatchObject({ kind: 'wait', share: 50 });
});

test('it never advises a step that was not held, nor one downwards but where it is worse', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 2000 }),
      fc.constantFrom(good, verdictOf(40, 0), verdictOf(4000, 400), null),
      (share, held, verdict) => {
        const advice = adviseStep(input(share, held, { verdict }));
        if (advice.kind === 'next' && share > 0) expect(held).toBeGreaterThanOrEqual(600);
        if (advice.kind === 'back') expect(verdict?.verdict).toBe('worse');
        if (advice.kind === 'next') expect(advice.share).toBeGreaterThan(share);
        if (advice.kind === 'hold') expect(advice.left).toBe(600 - held);
      },
    ),
  );
});
