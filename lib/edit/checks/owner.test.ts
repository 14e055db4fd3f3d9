import { expect, test } from 'vitest';
import { ownerCheck } from './owner.ts';
import { planOf, splitOf } from './testing/plan-of.ts';

const at = (meta: string) => (weights: Readonly<Record<string, number>>) =>
  splitOf(weights).replace('namespace: shop }', `namespace: shop${meta} }`);
const check = (meta: string, base = '') =>
  ownerCheck(planOf({ base, before: at(meta)({ v1: 1 }), after: at(meta)({ v2: 1 }) }));
const rollout = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart-rollout, namespace: shop }
spec: { strategy: { canary: { steps: [{}, {}], trafficRouting: { istio: { virtualService: { name: cart } } } } } }
status: { currentStepIndex: 0 }
`;

test('what nobody manages passes and tells its last writers', () => {
  const fields =
    ', managedFields: [{ manager: kubectl-edit, time: "2025-11-21T07:46:40Z" }, { manager: helm, time: "2025-11-20T10:46:40Z" }]';
  expect(check(fields)).toMatchObject([
    {
      outcome: 'passes',
      says: 'No tool is known to manage VirtualService shop/cart. Last written by kubectl-edit 3\u00a0h ago; before it wrote helm 1\u00a0d ago.',
    },
  ]);
});

test.each([
  [
    'Argo CD',
    ', annotations: { argocd.argoproj.io/tracking-id: "shop:x/VirtualService:shop/cart" }',
    'Argo CD application shop',
    'ignoreDifferences',
  ],
  ['Flux', ', labels: { kustomize.toolkit.fluxcd.io/name: apps }', 'Flux apps', 'suspend'],
  ['Helm', ', annotations: { meta.helm.sh/release-name: shop }', 'Helm release shop', 'values'],
  ['Flagger', ', ownerReferences: [{ kind: Canary, name: cart }]', 'Flagger canary cart', 'spec.suspend'],
])('what %s manages is passed by its name', (_, meta, who, cure) => {
  expect(check(meta)).toMatchObject([
    {
      outcome: 'blocks',
      confirm: 'cart',
      says: expect.stringContaining(who),
      cure: expect.stringContaining(cure),
    },
  ]);
});

test('a Rollout that names it is told with its step', () => {
  expect(check('', rollout)).toMatchObject([
    {
      outcome: 'blocks',
      says: expect.stringContaining('Argo Rollouts cart-rollout (step 1 of 2)'),
      cure: expect.stringContaining('promote'),
    },
  ]);
});

test('what is suspended only warns, what is new has no owner', () => {
  const meta =
    ', labels: { kustomize.toolkit.fluxcd.io/name: apps }, annotations: { kustomize.toolkit.fluxcd.io/reconcile: disabled }';
  expect(check(meta)).toMatchObject([{ outcome: 'warns', confirm: null }]);
  expect(ownerCheck(planOf({ base: '', after: splitOf({ v1: 1 }) }))).toEqual([]);
});
