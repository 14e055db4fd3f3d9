import { virtualService } from '#demo/meshes/build/istio.ts';
import { inventory } from '#demo/meshes/shop/stock-and-data.ts';
import type { Incident } from './incident.ts';

const host = 'inventory.shop-stock.svc.cluster.local';
const failing = inventory({ errorRate: 0.4, errorCode: 503 }).filter(({ kind }) => kind === 'Deployment');

export const retryStorm: Incident = {
  name: 'retry-storm',
  meshes: ['shop'],
  title: 'Retries multiply the load on a failing inventory',
  breaks:
    'inventory fails 40 % of the time and each failure is tried five times more: it gets far more requests than are asked of it.',
  changes: [
    ...failing.map((put) => ({ put })),
    {
      put: virtualService('shop-stock', 'inventory-retries', {
        hosts: [host],
        http: [
          {
            retries: { attempts: 5, perTryTimeout: '2s', retryOn: '5xx,unavailable,reset,connect-failure' },
            route: [{ destination: { host } }],
          },
        ],
      }),
    },
  ],
};
