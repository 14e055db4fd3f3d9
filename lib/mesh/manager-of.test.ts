import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '#lib/k8s/object.ts';
import { managerOf } from './manager-of.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const object = (kind: string, name = 'cart', meta = '{}'): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name, namespace: 'shop', ...parse(meta) },
});
const rollout = (routing: string, namespace = 'shop') => `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart-rollout, namespace: ${namespace} }
spec: { strategy: { canary: { steps: [{ setWeight: 5 }, {}, {}], trafficRouting: ${routing} } } }
status: { currentStepIndex: 1 }
`;
const canary = (spec: string) => `
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: cart-canary, namespace: shop }
spec: ${spec}
status: { phase: Progressing }
`;

const nobody = object('VirtualService');
const cases: readonly [string, KubeObject, string, unknown][] = [
  ['nobody', nobody, rollout('{ istio: { virtualService: { name: other } } }'), null],
  [
    'a Rollout, with its step',
    nobody,
    rollout('{ istio: { virtualService: { name: cart } } }'),
    { by: 'argo-rollouts', name: 'cart-rollout', reverts: 'at-once', progress: 'step 2 of 3' },
  ],
  [
    'a Rollout of another namespace that names several',
    nobody,
    rollout('{ istio: { virtualServices: [{ name: x }, { name: cart.shop }] } }', 'web'),
    { by: 'argo-rollouts' },
  ],
  [
    'a Rollout of another namespace that means its own',
    nobody,
    rollout('{ istio: { virtualService: { name: cart } } }', 'web'),
    null,
  ],
  [
    'a Rollout that sets subsets',
    object('DestinationRule'),
    rollout('{ istio: { destinationRule: { name: cart } } }'),
    { by: 'argo-rollouts' },
  ],
  [
    'a Rollout by the plugin of the Gateway API',
    object('HTTPRoute'),
    rollout('{ plugins: { argoproj-labs/gatewayAPI: { httpRoute: cart, namespace: shop } } }', 'web'),
    { by: 'argo-rollouts' },
  ],
  [
    'a Canary by its target',
    nobody,
    canary('{ targetRef: { name: cart } }'),
    { by: 'flagger', name: 'cart-canary', progress: 'Progressing', paused: null },
  ],
  [
    'a Canary by its service',
    nobody,
    canary('{ targetRef: { name: x }, service: { name: cart } }'),
    { by: 'flagger' },
  ],
  [
    'a Canary that is about another',
    nobody,
    canary('{ targetRef: { name: cart }, service: { name: x } }'),
    null,
  ],
  [
    'a Canary, for its primary',
    object('DestinationRule', 'cart-primary'),
    canary('{ targetRef: { name: cart } }'),
    { by: 'flagger' },
  ],
  [
    'a suspended Canary',
    nobody,
    canary('{ suspend: true, targetRef: { name: cart } }'),
    { paused: 'the Canary is suspended' },
  ],
  [
    'a Canary that owns it and is not read',
    object('VirtualService', 'cart', '{ ownerReferences: [{ kind: Canary, name: cart }] }'),
    '',
    { by: 'flagger', name: 'cart', reverts: 'at-once' },
  ],
  [
    'Helm',
    object('Gateway', 'x', '{ annotations: { meta.helm.sh/release-name: shop } }'),
    '',
    { by: 'helm', reverts: 'at-upgrade' },
  ],
  [
    'Flux',
    object('Gateway', 'x', '{ labels: { kustomize.toolkit.fluxcd.io/name: shop } }'),
    '',
    { by: 'flux', reverts: 'at-sync', paused: null },
  ],
  [
    'Flux that is asked to leave it alone',
    object(
      'Gateway',
      'x',
      '{ labels: { kustomize.toolkit.fluxcd.io/name: shop }, annotations: { kustomize.toolkit.fluxcd.io/reconcile: disabled } }',
    ),
    '',
    { by: 'flux', paused: 'kustomize.toolkit.fluxcd.io/reconcile is disabled' },
  ],
];

test.each(cases)('managed by %s', (_, managed, around, told) => {
  const manager = managerOf(clusterOf(around), managed);
  if (told === null) expect(manager).toBeNull();
  else expect(manager).toMatchObject(told as object);
});

test('a spec of any shape is no obstacle', () => {
  const odd = canary('{ targetRef: 3, service: [1] }') + rollout('[{ istio: 1 }]');
  expect(managerOf(clusterOf(odd), nobody)).toBeNull();
});
