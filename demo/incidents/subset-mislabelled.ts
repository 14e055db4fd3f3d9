import { destinationRule } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const subsetMislabelled: Incident = {
  name: 'subset-mislabelled',
  meshes: ['shop'],
  title: 'A subset asks for a version that was never deployed',
  breaks:
    'Subset v2 of product asks for version 2.0, which no pod has: its share of the requests fails with 503 UH.',
  changes: [
    {
      put: destinationRule('shop', 'product', {
        host: 'product.shop.svc.cluster.local',
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'v2', labels: { version: '2.0' } },
        ],
      }),
    },
  ],
};
