import { inventory } from '#demo/meshes/shop/stock-and-data.ts';
import type { Incident } from './incident.ts';

export const inventorySlow: Incident = {
  name: 'inventory-slow',
  meshes: ['shop'],
  title: 'inventory became slow',
  breaks:
    'inventory takes over a second for each call. Nothing fails; product, and all that waits for it, is slow.',
  changes: inventory({ latency: { median: 1300, p99: 2500 } })
    .filter(({ kind }) => kind === 'Deployment')
    .map((put) => ({ put })),
};
