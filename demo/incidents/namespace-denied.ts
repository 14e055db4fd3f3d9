import { authorizationPolicy } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const namespaceDenied: Incident = {
  name: 'namespace-denied',
  meshes: ['shop'],
  title: 'A DENY policy is wider than it was meant to be',
  breaks:
    'A policy that was to keep the storefront away from order denies all of namespace shop: checkout gets 403.',
  changes: [
    {
      put: authorizationPolicy('shop', 'order-not-from-shop', {
        selector: { matchLabels: { app: 'order' } },
        action: 'DENY',
        rules: [{ from: [{ source: { namespaces: ['shop'] } }] }],
      }),
    },
  ],
};
