import { virtualService } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

const host = 'inventory.shop-stock.svc.cluster.local';

export const methodUnrouted: Incident = {
  name: 'method-unrouted',
  meshes: ['shop'],
  title: 'A route of inventory takes one method alone',
  breaks:
    'The VirtualService routes Available and nothing else: checkout’s Reserve ends UNIMPLEMENTED (12) with NR at its own proxy.',
  changes: [
    {
      put: virtualService('shop-stock', 'inventory-reads', {
        hosts: [host],
        http: [
          {
            match: [{ uri: { exact: '/stock.Inventory/Available' } }],
            route: [{ destination: { host } }],
          },
        ],
      }),
    },
  ],
};
