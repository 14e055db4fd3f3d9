import { expect, test } from 'vitest';
import { shadowedCheck } from './shadowed.ts';
import { planOf, splitOf } from './testing/plan-of.ts';

test('a changed rule behind one that takes everything warns; one that stands alone does not', () => {
  const route = '{ destination: { host: cart, subset: v1 } }';
  const behind = (weights: Readonly<Record<string, number>>) =>
    splitOf(weights).replace('http:\n', `http:\n    - route: [${route}]\n`);
  const check = (at: typeof splitOf) =>
    shadowedCheck(planOf({ base: '', before: at({ v1: 9, v2: 1 }), after: at({ v1: 8, v2: 2 }) }));
  expect(check(behind)).toMatchObject([
    {
      code: 'shadowed',
      outcome: 'warns',
      says: expect.stringContaining('http rule 1 takes everything that http rule 2 could'),
    },
  ]);
  expect(check(splitOf)).toEqual([]);
});
