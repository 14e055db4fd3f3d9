import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const unmeshedCallee: Incident = {
  name: 'unmeshed-callee',
  meshes: ['shop'],
  title: 'Pods of auth came up without a proxy, callers insist on mTLS',
  breaks:
    'auth was rolled out with injection off while a DestinationRule demands ISTIO_MUTUAL: the TLS handshake fails, 503 UF at frontend and gateway.',
  changes: [
    {
      put: destinationRule('shop', 'auth-mutual', {
        host: 'auth.shop.svc.cluster.local',
        trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
      }),
    },
    {
      patch: { kind: 'Deployment', namespace: 'shop', name: 'auth' },
      with: { spec: { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } } } } },
    },
  ],
};
