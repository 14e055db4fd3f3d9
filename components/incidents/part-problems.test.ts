import { expect, test } from 'vitest';
import { partProblems } from './part-problems.ts';
import { problem } from './testing/problem.ts';

test('what was put off is told apart, in the order of harm', () => {
  const [worst, off, least] = [problem('worst'), problem('put-off', { state: 'snoozed' }), problem('least')];
  const { open, snoozed, hidden } = partProblems([worst, off, least], []);
  expect([open, snoozed, hidden]).toEqual([[worst, least], [off], 0]);
});

test('a problem is of a namespace where any end of its edges or its culprit is in it', () => {
  const [shop, bank] = [problem('in-shop', {}, ['istio-system', 'shop']), problem('in-bank', {}, ['bank'])];
  expect(partProblems([shop, bank], ['shop'])).toEqual({ open: [shop], snoozed: [], hidden: 1 });
  expect(partProblems([shop, bank], ['shop', 'bank']).hidden).toBe(0);
  expect(partProblems([shop, bank], ['nowhere'])).toEqual({ open: [], snoozed: [], hidden: 2 });
});
