import fc from 'fast-check';
import { expect, test } from 'vitest';
import { causeCodes } from './catalogue.ts';
import type { Evidence } from './cause.ts';
import { type Check, checked, decisive } from './check.ts';
import { type Candidate, confidenceOf, rankCauses } from './rank.ts';

const say = (holds: boolean | null): Check => checked(holds, { yes: 'y', no: 'n' });
const decide = (holds: boolean | null): Check => decisive(say(holds));

test.each([
  ['every decisive check holds', [say(null), decide(true), decide(true)], 'certain'],
  ['one could not be made', [decide(true), decide(null)], 'likely'],
  ['all hold and something speaks against it', [decide(true), say(false)], 'likely'],
  ['nothing decisive was seen', [say(true), decide(null)], 'possible'],
  ['one decisive check speaks against it', [decide(true), decide(true), decide(false)], 'ruled-out'],
  ['there is no decisive check', [say(true)], 'possible'],
] as const)('where %s', (_, checks, confidence) => {
  expect(confidenceOf(checks)).toBe(confidence);
});

const candidate = (code: Candidate['code'], explains: number, ...checks: Check[]): Candidate => ({
  code,
  evidence: { checks, explains, culprit: null, args: {}, fix: null } satisfies Evidence,
});

const order = (...candidates: Candidate[]) => rankCauses(candidates).map(({ code }) => code);

test('the sure go before the probable, then those that explain more', () => {
  expect(
    order(
      candidate('pool-overflow', 90, decide(true), decide(null)),
      candidate('missing-subset', 40, decide(true)),
      candidate('fault-injected', 100, decide(true)),
      candidate('network-barred', 1000, decide(false)),
    ),
  ).toEqual(['fault-injected', 'missing-subset', 'pool-overflow', 'network-barred']);
});

test('a sure cause of a few errors goes behind the probable one of most, and before what is only possible', () => {
  expect(
    order(
      candidate('application-errors', 482, decide(true)),
      candidate('callee-restarts', 6000, decide(null)),
      candidate('pool-overflow', 5865, decide(true), say(false)),
    ),
  ).toEqual(['pool-overflow', 'application-errors', 'callee-restarts']);
});

test('the order in which causes are looked at decides ties alone', () => {
  const some = fc.uniqueArray(fc.constantFrom(...causeCodes), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(some, fc.func(fc.constantFrom(true, null)), (codes, holds) => {
      // Each explains three times what the one before it does, so that no two are alike.
      const apart = codes.map((code, i) => candidate(code, 3 ** i, decide(holds(code))));
      expect(order(...apart.toReversed())).toEqual(order(...apart));
      const tied = codes
        .filter((code) => code !== 'retries-multiply')
        .map((code) => candidate(code, 1, decide(true)));
      expect(order(...tied)).toEqual(tied.map(({ code }) => code));
    }),
  );
});

test('what makes a failure worse goes behind any reason for it, however much more it counts', () => {
  expect(
    order(
      candidate('retries-multiply', 5000, decide(true), decide(true)),
      candidate('application-errors', 900, decide(true), decide(true)),
      candidate('callee-restarts', 900, decide(null)),
    ),
  ).toEqual(['application-errors', 'retries-multiply', 'callee-restarts']);
  expect(order(candidate('retries-multiply', 50, decide(true)))).toEqual(['retries-multiply']);
});
