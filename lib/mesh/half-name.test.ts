import { expect, test } from 'vitest';
import { fullNameMeant } from './half-name.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
`);

test.each(['cart.shop', 'cart.shop.svc'])('%s is half of a Service’s name', (host) => {
  expect(fullNameMeant(cluster, host)).toBe('cart.shop.svc.cluster.local');
});

test.each(['cart', 'cart.bank', 'cart.shop.svc.cluster.local', '*.shop', 'cart.shop.example', ''])(
  '%s is not',
  (host) => {
    expect(fullNameMeant(cluster, host)).toBeNull();
  },
);
