import { kubectl } from '#demo/meshes/build/origin.ts';
import type { Incident } from './incident.ts';

export const networkPolicy: Incident = {
  name: 'network-policy',
  meshes: ['shop'],
  title: 'A NetworkPolicy admits no caller to payment',
  breaks:
    'The network drops what checkout sends to payment: charges run into the route’s timeout (504 UT) at checkout, and payment reports nothing.',
  changes: [
    {
      put: {
        kind: 'NetworkPolicy',
        origin: kubectl,
        body: {
          metadata: { name: 'payment-callers', namespace: 'shop-payments' },
          spec: {
            podSelector: { matchLabels: { app: 'payment' } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: 'billing' } } }] }],
          },
        },
      },
    },
  ],
};
