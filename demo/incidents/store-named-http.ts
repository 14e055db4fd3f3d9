import type { Incident } from './incident.ts';

export const storeNamedHttp: Incident = {
  name: 'store-named-http',
  meshes: ['shop'],
  title: 'The port of the store of carts is named for HTTP',
  breaks:
    'cart speaks Redis to a port that became `http-6379`: its own proxy expects HTTP and answers 400 DPE, for no host that it could name.',
  changes: [
    {
      patch: { kind: 'Service', namespace: 'shop-data', name: 'cart-redis' },
      with: { spec: { ports: [{ name: 'http-6379', port: 6379, targetPort: 'tcp-6379' }] } },
    },
  ],
};
