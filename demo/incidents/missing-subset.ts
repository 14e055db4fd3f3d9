import { destinationRule, versionSubsets } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const missingSubset: Incident = {
  name: 'missing-subset',
  meshes: ['shop'],
  title: 'A subset went, its route stayed',
  breaks:
    'The DestinationRule of product no longer has subset v2, to which the route sends its share: those requests fail with 503 NC at the caller.',
  changes: [
    {
      put: destinationRule('shop', 'product', {
        host: 'product.shop.svc.cluster.local',
        subsets: versionSubsets('v1'),
      }),
    },
  ],
};
