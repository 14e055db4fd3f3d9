import { expect, test } from 'vitest';
import { managedByOf } from './managed-by.ts';
import type { ObjectMeta } from './object.ts';

const owner = { apiVersion: 'v1', uid: 'u' };

const cases: readonly [string, Omit<ObjectMeta, 'name'>, ReturnType<typeof managedByOf>][] = [
  ['nobody', { labels: { app: 'cart' }, managedFields: [{ manager: 'kubectl-edit' }] }, null],
  [
    'Argo CD by its annotation',
    {
      annotations: { 'argocd.argoproj.io/tracking-id': 'shop:networking.istio.io/VirtualService:shop/cart' },
    },
    { by: 'argo-cd', name: 'shop' },
  ],
  [
    'Argo CD by its label',
    { labels: { 'argocd.argoproj.io/instance': 'shop' } },
    { by: 'argo-cd', name: 'shop' },
  ],
  [
    'nobody, for a copy of what Argo CD tracks',
    {
      annotations: { 'argocd.argoproj.io/tracking-id': 'shop:networking.istio.io/VirtualService:shop/old' },
    },
    null,
  ],
  [
    'Argo CD by what it wrote, under the label of before 3.0',
    { labels: { 'app.kubernetes.io/instance': 'shop' }, managedFields: [{ manager: 'argocd-controller' }] },
    { by: 'argo-cd', name: 'shop' },
  ],
  ['nobody by the common label alone', { labels: { 'app.kubernetes.io/instance': 'shop' } }, null],
  [
    'a Kustomization of Flux',
    {
      labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' },
    },
    { by: 'flux', name: 'flux/apps' },
  ],
  [
    'a HelmRelease of Flux, before Helm',
    {
      labels: { 'helm.toolkit.fluxcd.io/name': 'shop', 'app.kubernetes.io/managed-by': 'Helm' },
    },
    { by: 'flux', name: 'shop' },
  ],
  [
    'a release of Helm',
    { annotations: { 'meta.helm.sh/release-name': 'shop' } },
    { by: 'helm', name: 'shop' },
  ],
  [
    'Helm without a release',
    { labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
    { by: 'helm', name: null },
  ],
  [
    'a Canary, before who deployed it',
    {
      ownerReferences: [{ ...owner, kind: 'Canary', name: 'cart' }],
      annotations: { 'meta.helm.sh/release-name': 'shop' },
    },
    { by: 'flagger', name: 'cart' },
  ],
  [
    'Argo Rollouts by what it writes',
    { managedFields: [{ manager: 'rollouts-controller', operation: 'Update' }] },
    { by: 'argo-rollouts', name: null },
  ],
  [
    'istiod',
    {
      labels: {
        'gateway.istio.io/managed': 'istio.io-gateway-controller',
        'gateway.networking.k8s.io/gateway-name': 'edge',
      },
    },
    { by: 'istio', name: 'edge' },
  ],
  [
    'another controller',
    { ownerReferences: [{ ...owner, kind: 'Rollout', name: 'cart', controller: true }] },
    { by: 'controller', name: 'Rollout cart' },
  ],
];

test.each(cases)('managed by %s', (_, meta, told) => {
  expect(managedByOf({ name: 'cart', ...meta })).toEqual(told);
});
