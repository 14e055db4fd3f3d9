import type { Incident } from './incident.ts';

export const gatewayRouteMissing: Incident = {
  name: 'gateway-route-missing',
  meshes: ['shop'],
  title: 'The route of the shop is bound to a gateway that does not exist',
  breaks: 'The ingress gateway knows no route for shop.example.com: 404 NR for every customer.',
  changes: [
    {
      patch: { kind: 'VirtualService', namespace: 'shop', name: 'shop-entrance' },
      with: { spec: { gateways: ['istio-ingress/shop-gateway-v2'] } },
    },
  ],
};
