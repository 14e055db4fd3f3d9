import { expect, test } from 'vitest';
import { objects, refOf } from './objects.ts';
import { referencesOf, referrersOf } from './references.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: partner, namespace: shop }
spec: { hosts: [api.partner.example] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: inner, namespace: shop }
spec: { gatewayClassName: istio }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  gateways: [mesh, edge/public, gone]
  http:
    - route: [{ destination: { host: cart } }, { destination: { host: crat } }]
      mirror: { host: api.partner.example }
    - route: [{ destination: { host: cart } }]
    - delegate: { name: parts }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: parts, namespace: shop }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: bank }
spec:
  parentRefs: [{ name: inner, namespace: shop }]
  rules:
    - backendRefs: [{ name: cart, namespace: shop }, { group: example.org, kind: Bucket, name: pictures }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec: { targetRefs: [{ group: '', kind: Service, name: cart }] }
`);

const named = (kind: 'VirtualService' | 'HTTPRoute' | 'AuthorizationPolicy' | 'K8sGateway') =>
  [...objects(cluster, kind)].flatMap((object) =>
    [...referencesOf(cluster, kind, object)].map(
      ({ path, what, object: to }) =>
        `${path}: ${what} → ${to === null ? 'none' : `${to.kind} ${to.namespace}/${to.name}`}`,
    ),
  );

test('a VirtualService names gateways, destinations, mirrors and delegates', () => {
  expect(named('VirtualService')).toEqual([
    'spec.gateways[1]: Gateway edge/public → Gateway edge/public',
    'spec.gateways[2]: Gateway gone → none',
    'spec.http[0].route[0].destination.host: cart → Service shop/cart',
    'spec.http[0].route[1].destination.host: crat → none',
    'spec.http[0].mirror.host: api.partner.example → ServiceEntry shop/partner',
    'spec.http[1].route[0].destination.host: cart → Service shop/cart',
    'spec.http[2].delegate: VirtualService parts → VirtualService shop/parts',
  ]);
});

test('routes of the Gateway API name parents and backends, policies their targets, Gateways their class', () => {
  expect(named('HTTPRoute')).toEqual([
    'spec.parentRefs[0]: Gateway shop/inner → Gateway shop/inner',
    'spec.rules[0].backendRefs[0]: Service shop/cart → Service shop/cart',
    'spec.rules[0].backendRefs[1]: Bucket bank/pictures → none',
  ]);
  expect(named('AuthorizationPolicy')).toEqual(['spec.targetRefs[0]: Service shop/cart → Service shop/cart']);
  expect(named('K8sGateway')).toEqual(['spec.gatewayClassName: GatewayClass istio → none']);
});

test('a Service knows who names it, each once', () => {
  const [service] = objects(cluster, 'Service');
  if (service === undefined) throw new Error('there is a Service');
  const found = referrersOf(cluster, refOf(cluster, 'Service', service));
  expect(found.map(({ object, path }) => `${object.kind} ${path}`)).toEqual([
    'VirtualService spec.http[0].route[0].destination.host',
    'AuthorizationPolicy spec.targetRefs[0]',
    'HTTPRoute spec.rules[0].backendRefs[0]',
  ]);
});
