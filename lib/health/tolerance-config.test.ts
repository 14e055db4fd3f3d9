import { expect, test } from 'vitest';
import { defaultTolerances } from './tolerance.ts';
import { readToleranceRules, tolerancesFor } from './tolerance-config.ts';

function rulesOf(written: unknown) {
  const read = readToleranceRules(written);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const cart = { namespace: 'shop', kind: 'workload', name: 'cart' };
const named = (rules: ReturnType<typeof rulesOf>, entity = cart) =>
  tolerancesFor(rules, entity).map(({ rule }) => rule);
const thresholds = { protocol: 'http', degraded: 1, failure: 5 };

test('the first rule that applies, else the last, else what Weft tolerates', () => {
  const rules = rulesOf([
    { namespace: 'bank', tolerance: [{ code: '5XX', ...thresholds }] },
    { tolerance: [{ code: '4XX', ...thresholds }] },
  ]);
  expect(named(rules, { ...cart, namespace: 'bank' })).toEqual(['5XX']);
  expect(named(rules, { ...cart, namespace: 'bank-test' })).toEqual(['4XX']);
  expect(named(rulesOf([{ kind: 'service', tolerance: [{ code: '5XX', ...thresholds }] }]))).toEqual(['5XX']);
  expect(tolerancesFor([], cart)).toBe(defaultTolerances);
});

test('a rule without tolerances is none', () => {
  expect(tolerancesFor(rulesOf([{ tolerance: [] }]), cart)).toBe(defaultTolerances);
});

test.each([
  [{}, 'the list: '],
  [[{ namespace: '(', tolerance: [] }], '0.namespace: "(" is not a regular expression'],
  [[{ tolerance: [{ code: '5XX', degraded: 1, failure: 101 }] }], '0.tolerance.0: has a pattern'],
  [[{ tolerance: [{ code: '5XX', degraded: 'much', failure: 10 }] }], '0.tolerance.0.degraded: '],
])('%j is refused, and the error says where', (written, says) => {
  const read = readToleranceRules(written);
  expect(read.ok ? '' : read.error).toContain(says);
});
