import { expect, test } from 'vitest';
import { planOf, splitOf } from './testing/plan-of.ts';
import { weightsCheck } from './weights.ts';

const httpRoute = (weight: number) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec: { rules: [{ backendRefs: [{ name: cart, port: 80, weight: ${weight} }] }] }
`;
const outcomes = (before: string, after: string) =>
  weightsCheck(planOf({ base: '', before, after })).map(({ outcome, confirm }) => [outcome, confirm]);

test('a sum of 0 cannot be passed, in no kind of route', () => {
  expect(outcomes(splitOf({ v1: 1, v2: 1 }), splitOf({ v1: 0, v2: 0 }))).toEqual([['blocks', null]]);
  expect(outcomes(httpRoute(1), httpRoute(0))).toEqual([['blocks', null]]);
});

test('a lone destination of Istio takes everything, whatever its weight', () => {
  expect(outcomes(splitOf({ v1: 1, v2: 1 }), splitOf({ v1: 0 }))).toEqual([]);
});
