import { type AppInput, app, behaves } from '../build/app.ts';
import {
  authorizationPolicy,
  destinationRule,
  requestAuthentication,
  serviceEntry,
  strictMtls,
  versionSubsets,
  virtualService,
} from '../build/istio.ts';
import { from } from '../build/origin.ts';
import type { MeshObject } from '../mesh.ts';
import { customerToken, tokenIssuer } from './storefront.ts';

const checkout: AppInput = {
  name: 'checkout',
  namespace: 'shop',
  serves: [{ port: 8080, latency: { median: 18, p99: 140 } }],
  calls: [
    { host: 'cart', port: 8080, path: '/cart/lock', method: 'POST', perRequest: 1 },
    {
      host: 'inventory.shop-stock',
      port: 50051,
      protocol: 'grpc',
      path: '/stock.Inventory/Reserve',
      perRequest: 1,
    },
    { host: 'payment.shop-payments', port: 8080, method: 'POST', path: '/charges', perRequest: 1 },
    { host: 'order', port: 8080, method: 'POST', path: '/orders', perRequest: 0.97, jwt: customerToken(1) },
  ],
  versions: [
    { version: 'v1', replicas: 2 },
    { version: 'v2', replicas: 1 },
  ],
};

/** From checkout to the charge on the card: checkout, order, payment, notification. */
export function ordering(): MeshObject[] {
  return [
    ...app(checkout),
    destinationRule('shop', 'checkout', { host: 'checkout', subsets: versionSubsets('v1', 'v2') }),
    checkoutRoute(),
    ...app({
      name: 'order',
      namespace: 'shop',
      replicas: 2,
      serves: [{ port: 8080, latency: { median: 10, p99: 80 } }],
      calls: [
        { host: 'orders-db.shop-data', port: 5432, protocol: 'tcp', perRequest: 0.3 },
        { host: notificationHost, port: 8080, method: 'POST', path: '/messages', perRequest: 1 },
      ],
    }),
    orderTokens(tokenIssuer),
    ...from({ by: 'argocd', application: 'shop-payments' }, payments()),
  ];
}

/** Staff try the new checkout; customers stay on the old one. */
const checkoutRoute = (): MeshObject =>
  virtualService('shop', 'checkout', {
    hosts: ['checkout'],
    http: [
      {
        name: 'staff-cohort',
        match: [{ headers: { 'x-cohort': { exact: 'staff' } } }],
        route: [{ destination: { host: 'checkout', subset: 'v2' } }],
      },
      { name: 'default', route: [{ destination: { host: 'checkout', subset: 'v1' } }] },
    ],
  });

/** Which issuer's tokens `order` accepts. */
export const orderTokens = (issuer: string): MeshObject =>
  requestAuthentication('shop', 'order-customer-tokens', {
    selector: { matchLabels: { app: 'order' } },
    jwtRules: [
      { issuer, audiences: ['shop'], jwksUri: `${issuer}/.well-known/jwks.json`, forwardOriginalToken: true },
    ],
  });

const notificationName = 'customer-notification-and-receipt-delivery-service';
const notificationHost = `${notificationName}.shop-payments`;
export const cardProcessor = 'api.card-processor.example';

function payments(): MeshObject[] {
  const namespace = 'shop-payments';
  return [
    strictMtls(namespace),
    ...app({
      name: 'payment',
      namespace,
      replicas: 2,
      serves: [{ port: 8080, latency: { median: 25, p99: 220 } }],
      calls: [{ host: cardProcessor, port: 443, method: 'POST', path: '/v1/charges', perRequest: 1 }],
    }),
    ...app({
      name: notificationName,
      namespace,
      image: 'notification',
      serves: [{ port: 8080, latency: { median: 9, p99: 70 } }],
      calls: [{ host: 'smtp.mail-relay.example', port: 587, protocol: 'tcp', perRequest: 0.4 }],
    }),
    paymentRoute(),
    paymentCallers(['checkout']),
    cardProcessorEntry(),
    destinationRule(namespace, 'card-processor-tls', {
      host: cardProcessor,
      trafficPolicy: {
        portLevelSettings: [
          { port: { number: 443 }, tls: { mode: 'SIMPLE', sni: cardProcessor, caCertificates: 'system' } },
        ],
      },
    }),
    serviceEntry(namespace, 'mail-relay', {
      hosts: ['smtp.mail-relay.example'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: 587, name: 'tcp-smtp', protocol: 'TCP' }],
    }),
  ];
}

/** Calls to payment: within 2 s, once again when the connection failed. */
export const paymentRoute = (perTryTimeout = '900ms'): MeshObject =>
  virtualService('shop-payments', 'payment', {
    hosts: ['payment.shop-payments.svc.cluster.local'],
    http: [
      {
        timeout: '2s',
        retries: { attempts: 1, perTryTimeout, retryOn: 'connect-failure,reset,refused-stream' },
        route: [{ destination: { host: 'payment.shop-payments.svc.cluster.local' } }],
      },
    ],
  });

/** Who may charge: these service accounts of namespace shop. */
export const paymentCallers = (accounts: readonly string[]): MeshObject =>
  authorizationPolicy('shop-payments', 'payment-callers', {
    selector: { matchLabels: { app: 'payment' } },
    action: 'ALLOW',
    rules: [
      {
        from: [{ source: { principals: accounts.map((name) => `cluster.local/ns/shop/sa/${name}`) } }],
        to: [{ operation: { methods: ['POST'], paths: ['/charges*'] } }],
      },
    ],
  });

/** The card processor: payment speaks plain HTTP to its own proxy, which originates the TLS. `endpoints`: where it is, unless its own name says. */
export const cardProcessorEntry = (endpoints?: readonly { address: string }[]): MeshObject =>
  serviceEntry(
    'shop-payments',
    'card-processor',
    {
      hosts: [cardProcessor],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: 443, name: 'http', protocol: 'HTTP' }],
      ...(endpoints === undefined ? {} : { endpoints: [...endpoints] }),
    },
    behaves({ serves: [{ port: 443, latency: { median: 60, p99: 220 } }] }),
  );
