import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const tlsToPlainPort: Incident = {
  name: 'tls-to-plain-port',
  meshes: ['shop'],
  title: 'TLS is begun towards a port that speaks HTTP',
  breaks:
    'A DestinationRule has callers of order begin TLS (SIMPLE), which its proxy does not speak on that port: 503 UF.',
  changes: [
    {
      put: destinationRule('shop', 'order-tls', {
        host: 'order.shop.svc.cluster.local',
        trafficPolicy: { tls: { mode: 'SIMPLE' } },
      }),
    },
  ],
};
