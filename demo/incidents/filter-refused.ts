import { localRateLimit } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const filterRefused: Incident = {
  name: 'filter-refused',
  meshes: ['shop'],
  title: 'The proxies of product refuse an EnvoyFilter',
  breaks:
    'Its token bucket is to be filled every 10 ms, which Envoy does not take: the proxies keep what they had, and istiod counts what they refuse.',
  changes: [
    { put: localRateLimit('shop', 'product-rate-limit', 'product', { tokens: 10, interval: '0.010s' }) },
  ],
};
