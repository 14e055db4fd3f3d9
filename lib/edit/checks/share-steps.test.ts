import { expect, test } from 'vitest';
import { changedRules } from './changed-rules.ts';
import { shareSteps } from './share-steps.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const base = cart() + subsetsOf(['v1', 'v2', 'stable']).replace('"version":"stable"', '"version":"v1"');
const steps = (before: string, after: string) => {
  const plan = planOf({ base, before, after });
  return plan.steps.flatMap(changedRules).map((changed) => shareSteps(plan.after, changed));
};

test('subsets go by the version that they select, in percent of the rule', () => {
  expect(steps(splitOf({ stable: 9, v2: 1 }), splitOf({ stable: 3, v2: 1 }))).toEqual([
    [
      { version: 'v1', now: 90, next: 75 },
      { version: 'v2', now: 10, next: 25 },
    ],
  ]);
});

test('who is taken out of the rule goes to nothing, who comes in comes from nothing', () => {
  expect(steps(splitOf({ v1: 1 }), splitOf({ v2: 1 }))).toEqual([
    [
      { version: 'v1', now: 100, next: 0 },
      { version: 'v2', now: 0, next: 100 },
    ],
  ]);
});

test('a subset that selects nothing keeps its own name; a new route has no step', () => {
  expect(steps(splitOf({ v1: 1 }), splitOf({ v1: 1, v9: 1 }))[0]).toContainEqual({
    version: 'cart v9',
    now: 0,
    next: 50,
  });
  expect(steps('', splitOf({ v1: 1 }))).toEqual([[]]);
});
