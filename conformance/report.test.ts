import { expect, test } from 'vitest';
import type { CaseOutcome } from './case-outcome.ts';
import { firstPlace, rateText } from './kiali-graph/rate-text.ts';
import { reportOf, totalsOf } from './report.ts';

const outcome = (id: string, pass: boolean, quirk: string | null = null): CaseOutcome => ({
  id,
  kind: 'probe',
  pass,
  quirk,
  missing: pass ? [] : ['node a'],
  extra: [],
});

test('quirks are told and do not count; the last line is the total', () => {
  const cases = [outcome('one', true), outcome('two', false), outcome('three', false, 'odd')];
  const suites = [{ suite: 'kiali-graph', cases, leftOut: 4 }];
  expect(totalsOf(suites)).toEqual({ passed: 1, failed: 1 });
  const text = reportOf(suites);
  expect(text).toContain('failed two (probe)\n  missing node a');
  expect(text).toContain('quirk otherwise: three (odd)');
  expect(text).toContain('left out: 4');
  expect(text.split('\n').at(-1)).toBe('1 passed, 1 failed');
});

test('small rates are written with as many decimals as it takes to see them', () => {
  expect([12.3, 0.14, 0.0042, 0.00001, 0.0000001].map((rate) => rateText(rate, 2))).toEqual([
    '12.30',
    '0.14',
    '0.004',
    '0.00001',
    '0.00000',
  ]);
  expect(firstPlace(0.004, 5)).toBe(3);
});
