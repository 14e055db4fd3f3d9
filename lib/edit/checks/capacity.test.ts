import { expect, test } from 'vitest';
import { capacityCheck } from './capacity.ts';
import { cart, planOf, splitOf, subsetsOf } from './testing/plan-of.ts';

const autoscaler = (max: number) => `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart-v2, namespace: shop }
spec: { scaleTargetRef: { kind: Deployment, name: cart-v2 }, maxReplicas: ${max} }
`;
const check = (pods: { v1: number; v2: number }, share: number, more = '') =>
  capacityCheck(
    planOf({
      base: cart(pods) + subsetsOf(['v1', 'v2']) + more,
      before: splitOf({ v1: 100, v2: 0 }),
      after: splitOf({ v1: 100 - share, v2: share }),
    }),
  );

test.each([
  ['as many pods as its share', { v1: 4, v2: 1 }, 20, '', 'passes'],
  ['hardly fewer pods than its share', { v1: 2, v2: 20 }, 95, '', 'passes'],
  ['too few pods', { v1: 4, v2: 1 }, 30, '', 'warns'],
  ['far too few pods', { v1: 4, v2: 1 }, 50, '', 'blocks'],
  ['an autoscaler that can make it', { v1: 4, v2: 1 }, 50, autoscaler(4), 'warns'],
  ['an autoscaler that cannot', { v1: 4, v2: 1 }, 50, autoscaler(3), 'blocks'],
] as const)('%s', (_, pods, share, more, outcome) => {
  expect(check(pods, share, more)).toMatchObject([{ outcome }]);
});

test('it says its numbers, what is missing, and is passed by the name of the version', () => {
  expect(check({ v1: 4, v2: 1 }, 50)).toEqual([
    {
      code: 'capacity',
      outcome: 'blocks',
      says: 'cart v2 has 1 of 5 ready pods (20\u00a0%) for 50\u00a0% of the traffic. No autoscaler adds pods: each of its pods would bear 2.5 times what an average pod bears now.',
      cure: 'Scale it to 4 pods first, or move a smaller share.',
      confirm: 'v2',
    },
  ]);
});

test('who gets less is not weighed, nor who has no pod at all', () => {
  const base = cart({ v1: 1, v2: 9 }) + subsetsOf(['v1', 'v2']);
  const plan = planOf({ base, before: splitOf({ v1: 50, v2: 50 }), after: splitOf({ v1: 45, v2: 55 }) });
  expect(capacityCheck(plan)).toMatchObject([{ outcome: 'passes' }]);
  expect(check({ v1: 4, v2: 0 }, 50)).toEqual([]);
});
