import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const mtlsMismatch: Incident = {
  name: 'mtls-mismatch',
  meshes: ['shop'],
  title: 'A DestinationRule switches TLS off for a strict callee',
  breaks:
    'Callers speak plain text to cart, whose namespace is STRICT: 503 UC at the callers, and no report from cart at all.',
  changes: [
    {
      put: destinationRule('shop', 'cart-plaintext', {
        host: 'cart.shop.svc.cluster.local',
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      }),
    },
  ],
};
