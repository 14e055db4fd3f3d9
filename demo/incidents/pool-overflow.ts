import type { Incident } from './incident.ts';

export const poolOverflow: Incident = {
  name: 'pool-overflow',
  meshes: ['shop'],
  title: 'A connection pool too small for product',
  breaks:
    'product may have one request in flight from each caller: the rest is refused by the callers with 503 UO.',
  changes: [
    {
      patch: { kind: 'DestinationRule', namespace: 'shop', name: 'product' },
      with: {
        spec: {
          trafficPolicy: {
            connectionPool: {
              tcp: { maxConnections: 1 },
              http: { http1MaxPendingRequests: 1, http2MaxRequests: 1 },
            },
          },
        },
      },
    },
  ],
};
