import { authorizationPolicy } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const storeDenied: Incident = {
  name: 'store-denied',
  meshes: ['shop'],
  title: 'The policy of the store of carts names an account that nobody has',
  breaks:
    'cart-redis admits the service account `carts`: connections of cart are closed before a byte is answered.',
  changes: [
    {
      put: authorizationPolicy('shop-data', 'cart-redis-callers', {
        selector: { matchLabels: { app: 'cart-redis' } },
        action: 'ALLOW',
        rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/carts'] } }] }],
      }),
    },
  ],
};
