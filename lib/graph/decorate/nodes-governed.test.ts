import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { nodesGoverned } from './node-showing.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: typo, namespace: shop }
spec: { host: carts }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } } }
${pod('shop', 'cart-v1', { app: 'cart' })}
${pod('shop', 'web', { app: 'web' })}
`);
const mesh = { version: 1, clusters: new Map([[cluster.id, cluster]]) };

const governed = (group: string, kind: string, name: string) => [
  ...nodesGoverned(mesh, { cluster: clusterId.parse(cluster.id), group, kind, namespace: 'shop', name }),
];

test('what is behind the host that a rule names, what a policy selects, what is behind a Service', () => {
  const cart = [expect.stringMatching(/shop\/cart-v1$/)];
  expect(governed('networking.istio.io', 'DestinationRule', 'cart')).toEqual(cart);
  expect(governed('', 'Service', 'cart')).toEqual(cart);
  expect(governed('security.istio.io', 'AuthorizationPolicy', 'web')).toEqual([
    expect.stringMatching(/shop\/web$/),
  ]);
});

test('a rule for a host that nobody has governs nothing, however near the name', () => {
  expect(governed('networking.istio.io', 'DestinationRule', 'typo')).toEqual([]);
});
