import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const misspeltHost: Incident = {
  name: 'misspelt-host',
  meshes: ['shop'],
  title: 'The circuit breaker of cart names a host that nobody has',
  breaks:
    'No request fails: the limits and the ejection that were meant for cart apply to nothing, which shows when cart is overloaded.',
  changes: [
    {
      put: destinationRule('shop', 'cart-circuit-breaker', {
        // The Service is called `cart`.
        host: 'carts.shop.svc.cluster.local',
        trafficPolicy: {
          connectionPool: { http: { http1MaxPendingRequests: 64, maxRequestsPerConnection: 100 } },
          outlierDetection: { consecutive5xxErrors: 5, interval: '15s', baseEjectionTime: '30s' },
        },
      }),
    },
  ],
};
