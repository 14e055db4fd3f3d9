import { from } from '#demo/meshes/build/origin.ts';
import { paymentCallers } from '#demo/meshes/shop/ordering.ts';
import type { Incident } from './incident.ts';

export const rbacDenied: Incident = {
  name: 'rbac-denied',
  meshes: ['shop'],
  title: 'A policy forgets the caller it was written for',
  breaks:
    'payment admits the service account `billing`, which nobody has: checkout gets 403 for every charge.',
  changes: from({ by: 'argocd', application: 'shop-payments' }, [paymentCallers(['billing'])]).map((put) => ({
    put,
  })),
};
