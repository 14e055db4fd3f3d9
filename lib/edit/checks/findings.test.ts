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
  const each = (name: string) => finding('error', { args: { name } });
  expect(check(...['a', 'b', 'c', 'd', 'e'].map(each))[0]?.says).toMatch(
    /^It brings 5 errors.*And 2 more\.$/,
  );
});

test('findings that read the same are told once, with how many times', () => {
  const says = check(
    finding('error', { path: 'spec.http[0]' }),
    finding('error', { path: 'spec.http[1]' }),
  )[0]?.says;
  expect(says).toMatch(/^It brings 2 errors\. 2 times IST0101 on VirtualService shop\/cart: /);
  expect(says?.match(/IST0101/g)).toHaveLength(1);
});
