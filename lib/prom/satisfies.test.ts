import { expect, test } from 'vitest';
import { eq, escapeRegex, matches, matchesNot } from './promql.ts';
import { satisfies } from './satisfies.ts';

const labels = { source_workload: 'frontend-v1', destination_service: 'cart.shop.svc.cluster.local' };

test.each([
  [[eq('source_workload', 'frontend-v1')], true],
  [[eq('source_workload', 'frontend')], false],
  [[matches('source_workload', 'frontend')], false],
  [[matches('source_workload', 'frontend.*|cart')], true],
  [[matches('destination_service', escapeRegex('cart.shop.svc.cluster.local'))], true],
  [[matches('destination_service', 'cart')], false],
  [[matchesNot('source_workload', 'cart|orders')], true],
  [[{ label: 'source_workload', op: '!=', value: 'frontend-v1' } as const], false],
  [[eq('source_workload', 'frontend-v1'), eq('destination_service', 'orders')], false],
  [[], true],
])('%j: %s', (matchers, expected) => {
  expect(satisfies(matchers)(labels)).toBe(expected);
});

test('a label that is not there is empty', () => {
  expect(satisfies([eq('version', '')])(labels)).toBe(true);
  expect(satisfies([matches('version', 'unknown|')])(labels)).toBe(true);
  expect(satisfies([matchesNot('version', '.+')])(labels)).toBe(true);
});
