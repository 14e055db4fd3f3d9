import { destinationRule, versionSubsets } from '#demo/meshes/build/istio.ts';
import { productVersion } from '#demo/meshes/shop/storefront.ts';
import type { Incident } from './incident.ts';

export const ejectedHosts: Incident = {
  name: 'ejected-hosts',
  meshes: ['shop'],
  title: 'Outlier detection ejects every host of product v2',
  breaks:
    'product v2 fails most requests and all its hosts may be ejected: its share of the traffic is refused with 503 UH although its pods are ready.',
  changes: [
    { put: productVersion('v2', 2, [{ port: 8080, latency: { median: 20, p99: 200 }, errorRate: 0.9 }]) },
    {
      put: destinationRule('shop', 'product', {
        host: 'product.shop.svc.cluster.local',
        trafficPolicy: {
          outlierDetection: {
            consecutive5xxErrors: 2,
            interval: '5s',
            baseEjectionTime: '60s',
            maxEjectionPercent: 100,
          },
        },
        subsets: versionSubsets('v1', 'v2'),
      }),
    },
  ],
};
