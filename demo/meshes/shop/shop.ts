import { authorizationPolicy, gateway, strictMtls, virtualService } from '../build/istio.ts';
import { gatewayName, gatewayNamespace, namespace, platform } from '../build/platform.ts';
import type { DemoMesh, MeshObject } from '../mesh.ts';
import { ordering } from './ordering.ts';
import { stockAndData } from './stock-and-data.ts';
import { productRoute, shopHost, storefront } from './storefront.ts';

const day = 24 * 60;

/** An online shop, healthy, with a canary in progress: product v2 gets its first tenth of the traffic. */
export function shop(): DemoMesh {
  return {
    name: 'shop',
    chapters: [
      { minutesAgo: 21 * day, objects: platform() },
      {
        minutesAgo: 9 * day,
        objects: [
          namespace('shop'),
          namespace('shop-payments'),
          namespace('shop-stock'),
          namespace('shop-data'),
          namespace('load', null),
          ...storefront(),
          ...ordering(),
          ...stockAndData(),
          ...entrance(),
          strictMtls('shop'),
          productRoute(100, 0),
        ],
      },
      { minutesAgo: 25, objects: [productRoute(90, 10)] },
    ],
  };
}

function entrance(): MeshObject[] {
  const bound = { hosts: [shopHost], gateways: [`${gatewayNamespace}/shop-gateway`] };
  return [
    gateway(gatewayNamespace, 'shop-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [`shop/${shopHost}`] }],
    }),
    virtualService('shop', 'shop-entrance', {
      ...bound,
      http: [
        {
          name: 'session',
          match: [{ uri: { prefix: '/api/session' } }],
          route: [{ destination: { host: 'auth.shop.svc.cluster.local', port: { number: 8080 } } }],
        },
        {
          name: 'pages',
          route: [{ destination: { host: 'frontend.shop.svc.cluster.local', port: { number: 8080 } } }],
        },
      ],
    }),
    authorizationPolicy('shop', 'frontend-through-the-gateway', {
      selector: { matchLabels: { app: 'frontend' } },
      action: 'ALLOW',
      rules: [
        { from: [{ source: { principals: [`cluster.local/ns/${gatewayNamespace}/sa/${gatewayName}`] } }] },
      ],
    }),
  ];
}
