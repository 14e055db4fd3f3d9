import { expect, test } from 'vitest';
import { editDistance } from '#lib/core/edit-distance.ts';
import type { Finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '../testing/mesh.ts';
import { indexFindings } from './findings.ts';
import { nearestService } from './nearest-service.ts';
import { nodeShowing } from './node-showing.ts';

const cluster = clusterId.parse('Kubernetes');
const finding = (kind: string, name: string, group = 'networking.istio.io'): Finding => ({
  code: 'WEFT0001',
  level: 'warning',
  object: { cluster, group, kind, namespace: 'shop', name },
  path: 'spec.host',
  args: {},
});

const snapshot = mesh([
  ...workload('shop', 'cart'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  service('shop', 'cart'),
  service('shop', 'reviews'),
  subsets('shop', 'carts', ['v1']),
  subsets('shop', '*.shop.svc.cluster.local', ['v1']),
  virtualService('shop', 'reviews', [splitBy('reviews', { v1: 1 })]),
]);

const node = (kind: 'workload' | 'service', name: string) =>
  ({ kind, cluster, namespace: 'shop', name, object: null }) as const;
const at = (host: string) => ({ cluster, host: `${host}.shop.svc.cluster.local` });

test('a finding on a route bears on the service, on its workloads and on no other', () => {
  const index = indexFindings([finding('VirtualService', 'reviews')], snapshot);
  expect(index.ofService(at('reviews')).length).toBe(1);
  expect(index.ofNode(node('workload', 'reviews-v1'), []).length).toBe(1);
  expect(index.ofNode(node('service', 'reviews'), []).length).toBe(1);
  expect(index.ofNode(node('workload', 'cart'), []).length).toBe(0);
});

test('a rule for a host that does not exist bears on the one it was meant for', () => {
  const index = indexFindings([finding('DestinationRule', 'carts')], snapshot);
  expect(index.ofService(at('cart')).length).toBe(1);
  expect(index.ofNode(node('workload', 'cart'), []).length).toBe(1);
  expect(index.ofService(at('reviews'))).toEqual([]);
});

test('a rule for a wildcard bears on every host it covers', () => {
  const index = indexFindings([finding('DestinationRule', '*.shop.svc.cluster.local')], snapshot);
  expect(index.ofService(at('cart')).length).toBe(1);
  expect(index.ofService({ cluster, host: 'api.pay.example' })).toEqual([]);
});

test('a finding counts once, however it bears on a node', () => {
  const index = indexFindings([finding('Service', 'reviews', '')], snapshot);
  const inbound = [{ service: { cluster, namespace: 'shop', name: 'reviews', host: at('reviews').host } }];
  expect(index.ofNode(node('workload', 'reviews-v1'), inbound).length).toBe(1);
});

test('nearness is small, unambiguous and within the namespace', () => {
  expect(editDistance('carts', 'cart')).toBe(1);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  const near = (host: string, ...names: string[]) =>
    nearestService(`${host}.shop.svc.cluster.local`, () => names)?.name;
  expect(near('carts', 'cart', 'order')).toBe('cart');
  expect(near('cart', 'carta', 'cartb')).toBeUndefined();
  expect(near('db', 'ui')).toBeUndefined();
  expect(near('payment', 'checkout')).toBeUndefined();
});

const policies = `
apiVersion: v1
kind: Pod
metadata: { name: cart-1, namespace: shop, labels: { app: cart }, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: cart, uid: u, controller: true }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web }, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: web, uid: v, controller: true }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: to-cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: all, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: of-web, namespace: shop }
spec: { workloadSelector: { labels: { app: web } }, egress: [{ hosts: ['*/*'] }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: front, namespace: infra }
spec: { selector: { app: web }, servers: [] }
`;

test.each([
  ['AuthorizationPolicy', 'to-cart', 'shop', ['cart'], true],
  ['PeerAuthentication', 'all', 'istio-system', ['cart', 'web'], true],
  ['Sidecar', 'of-web', 'shop', ['web'], true],
  ['Gateway', 'front', 'infra', ['web'], true],
  ['Pod', 'cart-1', 'shop', ['cart'], false],
])('a finding on %s %s in %s is on what it governs: %j', (kind, name, namespace, nodes, onEdge) => {
  const group =
    kind === 'Pod'
      ? ''
      : kind.startsWith('Auth') || kind.startsWith('Peer')
        ? 'security.istio.io'
        : undefined;
  const one = finding(kind, name, group);
  const governed = snapshotOf(policies);
  const index = indexFindings([{ ...one, object: { ...one.object, namespace } }], governed);
  const shown = ['cart', 'web'].filter((each) => index.ofNode(node('workload', each), []).length > 0);
  expect(shown).toEqual(nodes);
  const [web, cart] = [node('workload', 'web'), node('workload', 'cart')];
  expect(index.ofEdge(at('cart'), web, cart).length === 1).toBe(onEdge);
  // The other way round the caller's Sidecar and Gateway and the callee's policy are others.
  if (nodes.length === 1) expect(index.ofEdge(at('web'), cart, web)).toEqual([]);
});

test('what an object is about is shown by a workload, else by the host', () => {
  const governed = snapshotOf(policies);
  const ref = (kind: string, name: string, group?: string) => finding(kind, name, group).object;
  expect(nodeShowing(governed, ref('AuthorizationPolicy', 'to-cart', 'security.istio.io'))?.node).toBe(
    'wl/Kubernetes/shop/cart',
  );
  expect(nodeShowing(snapshot, ref('VirtualService', 'reviews'))?.node).toBe('wl/Kubernetes/shop/reviews-v1');
  expect(nodeShowing(snapshot, ref('VirtualService', 'nowhere'))).toBeNull();
});
