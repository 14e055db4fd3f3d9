import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { RouteRule } from './route-rule.ts';
import { routeRules } from './route-rules.ts';
import { carryMirrors, carryWeights, sameRule } from './same-rule.ts';

const cohort = (value: string) => ({
  match: [{ headers: { cohort: { exact: value } } }],
  route: [{ destination: { host: 'cart', subset: 'v2' } }],
});
const split = (...parts: readonly (readonly [string, number])[]) => ({
  route: parts.map(([subset, weight]) => ({ destination: { host: 'cart', subset }, weight })),
});

const rulesOf = (...http: readonly object[]): readonly RouteRule[] => {
  const object: KubeObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart'], http },
  };
  return routeRules(object);
};
const at = (rules: readonly RouteRule[], index: number): RouteRule => {
  const rule = rules[index];
  if (rule === undefined) throw new Error(`no rule ${index}`);
  return rule;
};

test('a rule is found again where someone put another before it', () => {
  const base = at(rulesOf(cohort('beta'), split(['v1', 90], ['v2', 10])), 1);
  const theirs = rulesOf(cohort('staff'), cohort('beta'), split(['v1', 50], ['v2', 50]));
  expect(sameRule(base, theirs)?.id).toBe('http/2');
});

test('a rule whose match was changed is another rule', () => {
  const base = at(rulesOf(cohort('beta'), split(['v1', 1])), 0);
  expect(sameRule(base, rulesOf(cohort('staff'), split(['v1', 1])))).toBeNull();
});

test('of several alike the one at the same place is meant, and none where that is gone', () => {
  const base = at(rulesOf(cohort('beta'), cohort('beta')), 1);
  expect(sameRule(base, rulesOf(cohort('beta'), cohort('beta')))?.id).toBe('http/1');
  expect(sameRule(base, rulesOf({ redirect: {} }, { redirect: {} }, cohort('x')))).toBeNull();
});

test('weights follow their destinations; what is new keeps its own', () => {
  const base = at(rulesOf(split(['v1', 90], ['v2', 10])), 0);
  const theirs = at(rulesOf(split(['v3', 7], ['v2', 50], ['v1', 43])), 0);
  expect(carryWeights(base, [75, 25], theirs)).toEqual([7, 25, 75]);
});

test('percentages of mirrors follow where the copies go', () => {
  const mirrored = (...subsets: readonly string[]) => ({
    ...split(['v1', 1]),
    mirrors: subsets.map((subset) => ({ destination: { host: 'cart', subset } })),
  });
  const base = at(rulesOf(mirrored('v2', 'v3')), 0);
  expect(carryMirrors(base, [null, 20], at(rulesOf(mirrored('v3', 'v4')), 0))).toEqual([20, null]);
});

test('property: on the same rule, in any order, nothing typed is lost', () => {
  const names = fc.uniqueArray(fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5'), { minLength: 2 });
  const shuffled = names.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), ([from, to], typed) => {
      const base = at(rulesOf(split(...from.map((name) => [name, 1] as const))), 0);
      const theirs = at(rulesOf(split(...to.map((name) => [name, 2] as const))), 0);
      const carried = carryWeights(base, typed, theirs);
      expect(carried).toEqual(to.map((name) => typed[from.indexOf(name)]));
    }),
  );
});
