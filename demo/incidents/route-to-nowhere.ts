import { virtualService } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const routeToNowhere: Incident = {
  name: 'route-to-nowhere',
  meshes: ['shop'],
  title: 'The route of cart leads to a Service that was never created',
  breaks: 'Requests to cart are sent on to cart-next, which does not exist: 503 NC at every caller.',
  changes: [
    {
      put: virtualService('shop', 'cart-move', {
        hosts: ['cart.shop.svc.cluster.local'],
        http: [{ route: [{ destination: { host: 'cart-next.shop.svc.cluster.local' } }] }],
      }),
    },
  ],
};
