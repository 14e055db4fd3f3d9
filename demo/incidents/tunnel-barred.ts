import { kubectl } from '#demo/meshes/build/origin.ts';
import type { Incident } from './incident.ts';

export const tunnelBarred: Incident = {
  name: 'tunnel-barred',
  meshes: ['ambient'],
  title: 'A NetworkPolicy opens the port of the store, and not that of ambient',
  breaks:
    'It admits bookings on 5432 alone, and ambient travels through 15008: ztunnel cannot connect (CONNECT).',
  changes: [
    {
      put: {
        kind: 'NetworkPolicy',
        origin: kubectl,
        body: {
          metadata: { name: 'bookings-db-network', namespace: 'tickets' },
          spec: {
            podSelector: { matchLabels: { app: 'bookings-db' } },
            policyTypes: ['Ingress'],
            ingress: [
              {
                from: [{ podSelector: { matchLabels: { app: 'bookings' } } }],
                ports: [{ port: 5432, protocol: 'TCP' }],
              },
            ],
          },
        },
      },
    },
  ],
};
