import { from } from '#demo/meshes/build/origin.ts';
import { paymentRoute } from '#demo/meshes/shop/ordering.ts';
import type { Incident } from './incident.ts';

export const tryTooShort: Incident = {
  name: 'try-too-short',
  meshes: ['shop'],
  title: 'Each try of a charge may take 20 ms',
  breaks:
    'perTryTimeout of payment’s route was to be 2 s: charges end with 504 UT at checkout while payment still works on them.',
  changes: from({ by: 'argocd', application: 'shop-payments' }, [paymentRoute('20ms')]).map((put) => ({
    put,
  })),
};
