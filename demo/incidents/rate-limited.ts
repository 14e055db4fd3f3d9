import { localRateLimit } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const rateLimited: Incident = {
  name: 'rate-limited',
  meshes: ['shop'],
  title: 'Proxies of cart let in three requests a second',
  breaks:
    'A local rate limit was set for one pod where all were meant: most requests to cart end with 429, RL at its proxies alone.',
  changes: [{ put: localRateLimit('shop', 'cart-rate-limit', 'cart', { tokens: 3, interval: '1s' }) }],
};
