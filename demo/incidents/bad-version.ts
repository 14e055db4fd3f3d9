import { productVersion } from '#demo/meshes/shop/storefront.ts';
import type { Incident } from './incident.ts';

export const badVersion: Incident = {
  name: 'bad-version',
  meshes: ['shop'],
  title: 'The new version of product is broken',
  breaks:
    'A third of the requests to product v2 end in 500; v1 is fine. Only the canary share of customers sees it.',
  changes: [
    { put: productVersion('v2', 2, [{ port: 8080, latency: { median: 24, p99: 400 }, errorRate: 0.35 }]) },
  ],
};
