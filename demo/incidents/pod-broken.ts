import { behaves } from '#demo/meshes/build/app.ts';
import type { Incident } from './incident.ts';

export const podBroken: Incident = {
  name: 'pod-broken',
  meshes: ['shop'],
  title: 'One pod of twenty fails',
  breaks:
    'One pod of product v1 answers 500 to nearly everything while its nineteen siblings are fine: about 5 % of the errors of one service, all from one instance.',
  changes: [
    {
      onePodOf: { namespace: 'shop', labels: { app: 'product', version: 'v1' } },
      annotations: behaves({
        serves: [{ port: 8080, latency: { median: 14, p99: 120 }, errorRate: 0.95 }],
        calls: [],
      }),
    },
  ],
};
