import { expect, test } from 'vitest';
import { defaultRow, defaultRule } from './default-rule.ts';
import type { RouteRule } from './route-rule.ts';
import { routeRules } from './route-rules.ts';

const rulesOf = (...http: readonly object[]): readonly RouteRule[] =>
  routeRules({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http },
  });
const route = (...weights: readonly number[]) =>
  weights.map((weight, i) => ({ destination: { host: 'cart', subset: `v${i}` }, weight }));
const match = [{ headers: { cohort: { exact: 'beta' } } }];

test.each([
  [
    'the split for everyone before that of a cohort',
    [{ match, route: route(1, 1) }, { route: route(9, 1) }],
    'http/1',
  ],
  [
    'a split before a rule with one destination',
    [{ route: route(1) }, { match, route: route(1, 1) }],
    'http/1',
  ],
  ['one destination where there is no split', [{ redirect: { uri: '/' } }, { route: route(1) }], 'http/1'],
  ['a rule without destinations where there is no other', [{ redirect: { uri: '/' } }], 'http/0'],
])('%s', (_, http, id) => {
  expect(defaultRule(rulesOf(...http))?.id).toBe(id);
});

test('the canary moves, and of equal ones the last', () => {
  const row = (...weights: readonly number[]) => {
    const [rule] = rulesOf({ route: route(...weights) });
    return rule === undefined ? null : defaultRow(rule);
  };
  expect(row(90, 10, 50)).toBe(1);
  expect(row(50, 50)).toBe(1);
  expect(row(100)).toBe(0);
});
