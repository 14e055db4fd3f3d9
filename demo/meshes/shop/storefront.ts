import { app, deployment, type Serves } from '../build/app.ts';
import { destinationRule, versionSubsets, virtualService } from '../build/istio.ts';
import { gatewayHost } from '../build/platform.ts';
import type { MeshObject } from '../mesh.ts';

export const shopHost = 'shop.example.com';
export const tokenIssuer = 'https://auth.shop.example.com';
/** Tokens the shop's own programs send on: issued by `auth`, for the shop. */
export const customerToken = (share: number) => ({ share, issuer: tokenIssuer, audiences: ['shop'] });

const web = (median: number, p99: number): Serves[] => [{ port: 8080, latency: { median, p99 } }];

/** What customers touch: frontend, product, cart, auth. Namespace `shop`. */
export function storefront(): MeshObject[] {
  return [
    ...frontend(),
    ...product(),
    ...app({
      name: 'cart',
      namespace: 'shop',
      replicas: 3,
      serves: web(6, 40),
      calls: [
        { host: 'cart-redis.shop-data', port: 6379, protocol: 'tcp', perRequest: 0.2 },
        { host: 'product', port: 8080, path: '/products/price', perRequest: 0.5 },
      ],
    }),
    ...app({
      name: 'auth',
      namespace: 'shop',
      replicas: 2,
      serves: web(4, 25).map((port) => ({ ...port, paths: ['/session', '/api/session'] })),
    }),
    ...visitors(),
  ];
}

function frontend(): MeshObject[] {
  return app({
    name: 'frontend',
    namespace: 'shop',
    versions: [
      {
        version: 'v1',
        replicas: 3,
        serves: web(12, 90),
        calls: [
          { host: 'product', port: 8080, path: '/products', perRequest: 1.4 },
          { host: 'cart', port: 8080, path: '/cart', perRequest: 0.5 },
          { host: 'auth', port: 8080, path: '/session', perRequest: 0.6 },
          {
            host: 'checkout',
            port: 8080,
            method: 'POST',
            path: '/checkout',
            perRequest: 0.12,
            jwt: customerToken(1),
          },
          {
            host: 'checkout',
            port: 8080,
            method: 'POST',
            path: '/checkout',
            perRequest: 0.03,
            headers: { 'x-cohort': 'staff' },
            jwt: customerToken(1),
          },
        ],
      },
    ],
  });
}

const productServes = (median: number): Serves[] => web(median, 120);
const productInput = {
  name: 'product',
  namespace: 'shop',
  calls: [
    {
      host: 'inventory.shop-stock',
      port: 50051,
      protocol: 'grpc' as const,
      path: '/stock.Inventory/Available',
      perRequest: 0.6,
    },
  ],
  versions: [],
};

/** The big one: twenty pods of v1, and two of v2 that wait for their share. */
function product(): MeshObject[] {
  const versions = [
    { version: 'v1', replicas: 20, serves: productServes(14) },
    { version: 'v2', replicas: 2, serves: productServes(16) },
  ];
  return [
    ...app({ ...productInput, versions }),
    destinationRule('shop', 'product', {
      host: 'product.shop.svc.cluster.local',
      subsets: versionSubsets('v1', 'v2'),
    }),
  ];
}

/** A Deployment of product with another behaviour: what incidents put in place of the healthy one. */
export const productVersion = (
  version: string,
  replicas: number,
  serves: ReturnType<typeof web>,
): MeshObject => deployment(productInput, { version, replicas, serves });

/** The route of product with the given weights. */
export const productRoute = (v1: number, v2: number): MeshObject =>
  virtualService('shop', 'product', {
    hosts: ['product'],
    http: [
      {
        name: 'by-version',
        route: [
          { destination: { host: 'product.shop.svc.cluster.local', subset: 'v1' }, weight: v1 },
          { destination: { host: 'product.shop.svc.cluster.local', subset: 'v2' }, weight: v2 },
        ],
      },
    ],
  });

/** Customers: a load generator outside the mesh that comes in by the gateway. */
function visitors(): MeshObject[] {
  const call = {
    host: gatewayHost,
    port: 80,
    authority: shopHost,
    jwt: customerToken(0.6),
  };
  return app({
    name: 'visitors',
    namespace: 'load',
    image: 'load-generator',
    inject: false,
    headless: 'no-service',
    calls: [
      { ...call, rps: 42, path: '/' },
      { ...call, rps: 3, method: 'POST', path: '/api/session' },
    ],
  });
}
