import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { checkPlan } from './check-plan.ts';
import { predict } from './predict.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const base = cart() + subsetsOf(['v1', 'v2']);
const outcomes = (plan: Parameters<typeof planOf>[0]) =>
  checkPlan(planOf(plan)).map(({ code, outcome }) => `${code} ${outcome}`);

test('a careful step is hindered by nothing', () => {
  const plan = { base, before: splitOf({ v1: 90, v2: 10 }), after: splitOf({ v1: 80, v2: 20 }) };
  expect(outcomes(plan)).toEqual([
    'findings passes',
    'subset passes',
    'capacity passes',
    'owner passes',
    'blast-radius unknown',
  ]);
});

test('a careless one is stopped for each reason', () => {
  const plan = { base, before: splitOf({ v1: 100, v2: 0 }), after: splitOf({ v1: 0, v3: 100 }) };
  expect(outcomes(plan)).toEqual([
    'findings passes',
    'subset blocks',
    'owner passes',
    'blast-radius unknown',
  ]);
});

test('whatever an object holds, it is judged', () => {
  const kinds = fc.constantFrom('VirtualService', 'DestinationRule', 'Gateway');
  fc.assert(
    fc.property(kinds, fc.jsonValue(), fc.jsonValue(), (kind, was, will) => {
      const object = (spec: unknown): KubeObject => ({
        apiVersion: 'networking.istio.io/v1',
        kind,
        metadata: { name: 'cart', namespace: 'shop' },
        spec,
      });
      const written = (spec: unknown) => `\n---\n${JSON.stringify(object(spec))}\n`;
      const plan = planOf({
        base,
        before: written({ http: was }),
        after: written({ http: [{ route: will }] }),
      });
      expect(checkPlan(plan).length).toBeGreaterThan(0);
      expect(predict(plan)).toEqual([]);
    }),
  );
}, 30_000);
