import { expect, test } from 'vitest';
import { stepSizeCheck } from './step-size.ts';
import { planOf, splitOf } from './testing/plan-of.ts';

test.each([
  ['a small step passes', { v1: 90, v2: 10 }, { v1: 65, v2: 35 }, 'passes', null],
  ['a large one is passed by its new share', { v1: 90, v2: 10 }, { v1: 50, v2: 50 }, 'blocks', '50'],
  ['so is everything to one version', { v1: 10, v2: 90 }, { v1: 0, v2: 100 }, 'blocks', '100'],
  ['and a first part', { v1: 100, v2: 0 }, { v1: 95, v2: 5 }, 'passes', null],
  ['weights of any scale are shares', { v1: 3, v2: 1 }, { v1: 1, v2: 1 }, 'passes', null],
] as const)('%s', (_, before, after, outcome, confirm) => {
  const plan = planOf({ base: '', before: splitOf(before), after: splitOf(after) });
  expect(stepSizeCheck(plan)).toMatchObject([{ outcome, confirm }]);
});

test('another scale of the same shares moves nothing, and a new route has no step', () => {
  const same = planOf({ base: '', before: splitOf({ v1: 9, v2: 1 }), after: splitOf({ v1: 90, v2: 10 }) });
  expect(stepSizeCheck(same)).toEqual([]);
  expect(stepSizeCheck(planOf({ base: '', after: splitOf({ v1: 9, v2: 1 }) }))).toEqual([]);
});
