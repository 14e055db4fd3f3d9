import { expect, test } from 'vitest';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { canShiftTraffic, ownerOf } from './capabilities.ts';
import { routes } from './effective-routes.ts';
import { clusterOf, snapshotOf, testCluster } from './testing/snapshot-of.ts';

const ref: ObjectRef = {
  cluster: testCluster,
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name: 'reviews',
};
const service = (meta: string, weights = '[9, 1]') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop${meta} }
spec:
  hosts: [reviews]
  http:
    - route: ${JSON.stringify(JSON.parse(weights).map((weight: number) => ({ destination: { host: 'reviews' }, weight })))}
`;
const rollout = `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: reviews-rollout, namespace: shop }
spec: { strategy: { canary: { trafficRouting: { istio: { virtualService: { name: reviews } } } } } }
`;

test.each([
  ['nobody', service(''), null],
  [
    'Flagger',
    service(', ownerReferences: [{ apiVersion: flagger.app/v1beta1, kind: Canary, name: reviews, uid: u }]'),
    'flagger',
  ],
  ['a Rollout that names it', service('') + rollout, 'argo-rollouts'],
  [
    'Argo CD',
    service(
      ', annotations: { argocd.argoproj.io/tracking-id: "shop:networking.istio.io/VirtualService:shop/reviews" }',
    ),
    'argo-cd',
  ],
  ['Flux', service(', labels: { kustomize.toolkit.fluxcd.io/name: shop }'), 'flux'],
  ['Helm', service(', labels: { app.kubernetes.io/managed-by: Helm }'), 'helm'],
])('managed by %s', (_, yaml, by) => {
  expect(ownerOf(snapshotOf(yaml), ref)?.by ?? null).toBe(by);
});

test('weights can be moved between two destinations, unless a controller sets them', () => {
  const may = (yaml: string) => {
    const rule = routes(clusterOf(yaml))[0]?.rules[0];
    return rule !== undefined && canShiftTraffic(rule, ownerOf(snapshotOf(yaml), ref)).ok;
  };
  expect(may(service(''))).toBe(true);
  expect(may(service('', '[1]'))).toBe(false);
  expect(may(service('') + rollout)).toBe(false);
  expect(may(service(', labels: { app.kubernetes.io/managed-by: Helm }'))).toBe(true);
});
