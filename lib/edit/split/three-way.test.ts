import { expect, test } from 'vitest';
import type { RouteRule } from './route-rule.ts';
import { routeRules } from './route-rules.ts';
import { threeWay } from './three-way.ts';

const rule = (...parts: readonly (readonly [string, number])[]): RouteRule => mirrored(parts, {});

function mirrored(parts: readonly (readonly [string, number])[], mirrors: object): RouteRule {
  const route = parts.map(([subset, weight]) => ({ destination: { host: 'cart', subset }, weight }));
  const [first] = routeRules({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http: [{ route, ...mirrors }] },
  });
  if (first === undefined) throw new Error('no rule');
  return first;
}

test('each destination stands in one row, whoever added or took it out', () => {
  const base = rule(['v1', 90], ['v2', 10]);
  expect(threeWay(base, rule(['v3', 5], ['v1', 95]), [75, 25], [])).toEqual([
    { name: 'cart v1', began: 90, now: 95, mine: 75 },
    { name: 'cart v2', began: 10, now: null, mine: 25 },
    { name: 'cart v3', began: null, now: 5, mine: null },
  ]);
});

test('where the rule is gone, what was set is still there', () => {
  expect(threeWay(rule(['v1', 1]), null, [3], [])).toEqual([
    { name: 'cart v1', began: 1, now: null, mine: 3 },
  ]);
});

test('mirrors stand below, where nothing is written as everything', () => {
  const parts = [['v1', 1]] as const;
  const base = mirrored(parts, { mirror: { host: 'cart', subset: 'v2' } });
  const theirs = mirrored(parts, {
    mirrors: [{ destination: { host: 'cart', subset: 'v2' }, percentage: { value: 50 } }],
  });
  expect(threeWay(base, theirs, [1], [20])[1]).toEqual({
    name: 'Copies to cart v2, in percent',
    began: 100,
    now: 50,
    mine: 20,
  });
});
