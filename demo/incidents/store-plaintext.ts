import { destinationRule, strictMtls } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const storePlaintext: Incident = {
  name: 'store-plaintext',
  meshes: ['shop'],
  title: 'cart sends plain text to a store that takes mutual TLS only',
  breaks:
    'A DestinationRule switches TLS off towards cart-redis, which became STRICT: connections end before a byte is answered, without a flag.',
  changes: [
    { put: strictMtls('shop-data') },
    {
      put: destinationRule('shop-data', 'cart-redis-plain', {
        host: 'cart-redis.shop-data.svc.cluster.local',
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      }),
    },
  ],
};
