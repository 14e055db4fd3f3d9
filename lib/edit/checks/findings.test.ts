import { expect, test } from 'vitest';
import type { Finding } from '#lib/core/finding.ts';
import { findingsCheck } from './findings.ts';
import { planOf, splitOf } from './testing/plan-of.ts';

const { steps } = planOf({ base: '', after: splitOf({ v1: 1 }) });
const finding = (level: Finding['level'], more: Partial<Finding> = {}): Finding => {
  if (steps[0] === undefined) throw new Error('There is no step.');
  return { code: 'IST0101', level, object: steps[0].ref, path: 'spec', args: {}, ...more };
};
const check = (...appeared: Finding[]) => findingsCheck(planOf({ base: '', appeared }));

test('an error that the plan brings is passed by its code, a warning is told', () => {
  expect(check(finding('error'), finding('warning'))).toMatchObject([
    {
      outcome: 'blocks',
      confirm: 'IST0101',
      says: expect.stringContaining('1 error. IST0101 on VirtualService shop/cart'),
    },
    { outcome: 'warns', confirm: null },
  ]);
});

test('notes and what was silenced hinder nothing', () => {
  const silenced = finding('error', { suppressed: { by: 'setting', as: 'IST0101' } });
  expect(check(finding('info'), silenced)).toMatchObject([{ outcome: 'passes' }]);
});

test('of many only the first few are told', () => {
  expect(check(...Array.from({ length: 5 }, () => finding('error')))[0]?.says).toMatch(
    /^It brings 5 errors.*And 2 more\.$/,
  );
});
