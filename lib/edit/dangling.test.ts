import { expect, test } from 'vitest';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { danglingWithout } from './dangling.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: far, namespace: shop }
spec: { hosts: [far.com] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: far-too, namespace: shop }
spec: { hosts: ["*.com"] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: entry, namespace: shop }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: one, namespace: shop }
spec: { host: cart, subsets: [{ name: v1 }, { name: v2 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: two, namespace: web }
spec: { host: cart.shop.svc.cluster.local, subsets: [{ name: v2 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: shop }
spec:
  hosts: [cart]
  gateways: [mesh, entry]
  http:
    - { delegate: { name: leaf } }
    - { route: [{ destination: { host: far.com } }], mirror: { host: cart, subset: v1 } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: leaf, namespace: shop }
spec: { http: [{ route: [{ destination: { host: cart, subset: v1 } }, { destination: { host: cart, subset: v2 } }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: route, namespace: shop }
spec: { rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }`);

const without = (...refs: readonly ObjectRef[]) =>
  danglingWithout(cluster, refs).map(
    ({ object, path, what }) => `${object.kind} ${object.name} ${path}: ${what}`,
  );

test.each([
  [
    'a Service',
    refTo('Service', 'cart'),
    [
      'VirtualService root spec.http[1].mirror.host: cart',
      'VirtualService leaf spec.http[0].route[0].destination.host: cart',
      'VirtualService leaf spec.http[0].route[1].destination.host: cart',
      'DestinationRule one spec.host: cart',
      'DestinationRule two spec.host: cart.shop.svc.cluster.local',
      'HTTPRoute route spec.rules[0].backendRefs[0]: Service shop/cart',
    ],
  ],
  ['a host that another one has too', refTo('ServiceEntry', 'far'), []],
  ['a Gateway', refTo('Gateway', 'entry'), ['VirtualService root spec.gateways[1]: Gateway entry']],
  [
    'a delegate',
    refTo('VirtualService', 'leaf'),
    ['VirtualService root spec.http[0].delegate: VirtualService leaf'],
  ],
  [
    'a rule with subsets, of which another rule has one',
    refTo('DestinationRule', 'one'),
    [
      'VirtualService root spec.http[1].mirror: subset v1 of cart',
      'VirtualService leaf spec.http[0].route[0]: subset v1 of cart',
    ],
  ],
  ['what nobody names', refTo('VirtualService', 'root'), []],
])('%s', (_, removed, dangling) => {
  expect(without(removed)).toEqual(dangling);
});

test('what goes with it does not dangle', () => {
  expect(without(refTo('DestinationRule', 'one'), refTo('VirtualService', 'leaf'))).toEqual([
    'VirtualService root spec.http[0].delegate: VirtualService leaf',
    'VirtualService root spec.http[1].mirror: subset v1 of cart',
  ]);
});
