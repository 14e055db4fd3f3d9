import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocking } from '#lib/core/check.ts';
import { type GuardRailInput, guardRails, type ShareStep } from './guard-rails.ts';
import { judge } from './judge.ts';
import { defaultLimits } from './limits.ts';
import { seen, unseen } from './testing/version-of.ts';

const stable = seen('v1', { requests: 7204, failed: 22, durations: [7194, 10, 0] });
const verdictOf = (failed: number, durations?: readonly [number, number, number]) =>
  judge(seen('v2', { requests: 4000, failed, durations: durations ?? [3990, 10, 0] }), stable, defaultLimits);
const good = verdictOf(12);

/** v2 goes from one share to another, v1 has the rest. */
const step = (now: number, next: number): readonly ShareStep[] => [
  { version: 'v1', now: 100 - now, next: 100 - next },
  { version: 'v2', now, next },
];
const input = (shares: readonly ShareStep[], more: Partial<GuardRailInput> = {}): GuardRailInput => ({
  shares,
  stable: 'v1',
  verdicts: [good],
  burn: { short: 0.2, long: 0.4 },
  incidents: [],
  limits: defaultLimits,
  ...more,
});
const outcomes = (of: GuardRailInput) =>
  Object.fromEntries(guardRails(of).map(({ code, outcome }) => [code, outcome]));

test('a small step of a canary that is not worse passes all rails', () => {
  expect(outcomes(input(step(10, 25)))).toEqual({
    canary: 'passes',
    'canary-latency': 'passes',
    'burn-rate': 'passes',
    incident: 'passes',
    'step-size': 'passes',
    'all-or-nothing': 'passes',
  });
});

test.each<[string, string, Partial<GuardRailInput>]>([
  ['canary', 'v2 is worse', { verdicts: [verdictOf(200)] }],
  ['canary-latency', 'v2 is slower', { verdicts: [verdictOf(12, [3700, 300, 0])] }],
  ['burn-rate', 'too many fail', { burn: { short: 20, long: 15 } }],
  ['incident', 'in an incident', { incidents: ['frontend → product v1 fails.'] }],
])('%s blocks, and is passed by its word', (code, word, more) => {
  const checks = guardRails(input(step(10, 25), more));
  expect(blocking(checks, []).map((check) => check.code)).toEqual([code]);
  expect(blocking(checks, [word])).toEqual([]);
});

test('too large a step, none and all are passed by typing what happens', () => {
  const all = guardRails(input(step(50, 100)));
  expect(blocking(all, []).map(({ confirm }) => confirm)).toEqual(['all at once', 'all to v2']);
  expect(outcomes(input(step(75, 100)))).toMatchObject({ 'step-size': 'passes', 'all-or-nothing': 'blocks' });
  expect(outcomes(input(step(0, 26)))).toMatchObject({ 'step-size': 'blocks', 'all-or-nothing': 'passes' });
});

test('a canary that is slow alone is not said to pass for being worse', () => {
  const checks = guardRails(input(step(10, 25), { verdicts: [verdictOf(12, [3700, 300, 0])] }));
  expect(checks.filter(({ outcome, says }) => outcome === 'passes' && says.includes('worse'))).toEqual([]);
});

test('a burst that is over, or one that has just begun, does not block', () => {
  for (const burn of [
    { short: 0, long: 20 },
    { short: 20, long: 1 },
  ])
    expect(outcomes(input(step(10, 25), { burn }))['burn-rate']).toBe('passes');
});

test('what is not known warns', () => {
  const few = judge(seen('v2', { requests: 20 }), stable, defaultLimits);
  expect(outcomes(input(step(10, 25), { verdicts: [few] })).canary).toBe('warns');
  expect(outcomes(input(step(10, 25), { verdicts: [] })).canary).toBe('warns');
  expect(outcomes(input(step(10, 25), { burn: { short: null, long: 1 } }))['burn-rate']).toBe('warns');
  // A canary that begins has no requests that could be compared.
  expect(outcomes(input(step(0, 5), { verdicts: [] })).canary).toBe('passes');
});

/** v1 beside a canary that gives requests back to it. */
const back = (failed: number) =>
  judge(stable, seen('v2', { requests: 4000, failed, durations: [3990, 10, 0] }), defaultLimits);

test('no more than the size stands in the way of taking a bad canary back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 }), (now, next) => {
      fc.pre(next < now);
      const bad = { burn: { short: 99, long: 99 }, incidents: ['It fails.'] };
      const taken = input(step(now, next), { ...bad, stable: 'v2', verdicts: [back(2000)] });
      const codes = blocking(guardRails(taken), []).map(({ code }) => code);
      expect(codes.filter((code) => code !== 'step-size' && code !== 'all-or-nothing')).toEqual([]);
    }),
  );
});

test('nor where the canary gets no request through, as long as it is the smaller part', () => {
  const lost = judge(stable, unseen('v2'), defaultLimits);
  const taken = input(step(25, 5), {
    stable: 'v2',
    verdicts: [lost],
    burn: { short: 99, long: 99 },
    incidents: ['frontend → product fails.'],
  });
  expect(blocking(guardRails(taken), [])).toEqual([]);
});

test('a canary that has the larger part is compared all the same', () => {
  const checks = guardRails(input(step(75, 95), { verdicts: [verdictOf(200)] }));
  expect(blocking(checks, []).map(({ code }) => code)).toEqual(['canary']);
});

test('every rail that blocks says by which word it is passed, and all of them are', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(share, share, fc.integer({ min: 0, max: 4000 }), fc.boolean(), (now, next, failed, open) => {
      const checks = guardRails(
        input(step(now, next), {
          verdicts: [verdictOf(failed)],
          incidents: open ? ['frontend → product v1 fails.'] : [],
        }),
      );
      const words = checks.flatMap(({ confirm }) => confirm ?? []);
      expect(blocking(checks, words)).toEqual([]);
      if (now === next) expect(checks).toEqual([]);
    }),
  );
});
