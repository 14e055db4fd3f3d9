import { app } from '../build/app.ts';
import { authorizationPolicy, destinationRule } from '../build/istio.ts';
import { from } from '../build/origin.ts';
import type { MeshObject } from '../mesh.ts';

/** Stock (gRPC, with a caller outside the mesh) and the stores behind the shop. */
export function stockAndData(): MeshObject[] {
  return [...stock(), ...from({ by: 'helm', release: 'shop-data' }, stores())];
}

function stock(): MeshObject[] {
  const namespace = 'shop-stock';
  return [
    ...inventory(),
    destinationRule(namespace, 'inventory', {
      host: 'inventory.shop-stock.svc.cluster.local',
      trafficPolicy: {
        connectionPool: { http: { http2MaxRequests: 500 } },
        outlierDetection: { consecutive5xxErrors: 7, interval: '10s', baseEjectionTime: '30s' },
      },
    }),
    ...app({
      name: 'nightly-warehouse-stock-reconciliation-importer',
      namespace,
      image: 'stock-importer',
      inject: false,
      headless: 'no-service',
      calls: [
        { host: 'inventory', port: 50051, protocol: 'grpc', path: '/stock.Inventory/Adjust', rps: 1.5 },
      ],
    }),
  ];
}

/** `change` replaces parts of what inventory's port does. */
export const inventory = (
  change: { errorRate?: number; errorCode?: number; latency?: { median: number; p99: number } } = {},
): MeshObject[] =>
  app({
    name: 'inventory',
    namespace: 'shop-stock',
    replicas: 3,
    serves: [{ port: 50051, protocol: 'grpc', latency: { median: 5, p99: 45 }, ...change }],
    calls: [{ host: 'orders-db.shop-data', port: 5432, protocol: 'tcp', perRequest: 0.05 }],
  });

function stores(): MeshObject[] {
  const namespace = 'shop-data';
  return [
    ...app({
      name: 'cart-redis',
      namespace,
      image: 'redis',
      serves: [{ port: 6379, protocol: 'tcp', latency: { median: 1, p99: 5 }, responseBytes: 900 }],
    }),
    ...app({
      name: 'orders-db',
      namespace,
      image: 'postgres',
      inject: false,
      serves: [{ port: 5432, protocol: 'tcp', latency: { median: 3, p99: 30 }, responseBytes: 4200 }],
    }),
    authorizationPolicy(namespace, 'cart-redis-callers', {
      selector: { matchLabels: { app: 'cart-redis' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/cart'] } }],
          to: [{ operation: { ports: ['6379'] } }],
        },
      ],
    }),
  ];
}
