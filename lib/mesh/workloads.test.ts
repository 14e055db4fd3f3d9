import { expect, test } from 'vitest';
import type { ClusterSnapshot } from './snapshot.ts';
import { clusterOf, pod } from './testing/snapshot-of.ts';
import { workloadAt, workloads } from './workloads.ts';

const deployment = (name: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { serviceAccountName: sa } } }
`;

test('pods make one workload, named as telemetry names it, with its Deployment', () => {
  const cluster = clusterOf(
    deployment('reviews-v1') +
      pod('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }) +
      pod('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }, { ready: false, index: 1 }),
  );
  expect(workloadAt(cluster, 'shop', 'reviews-v1')).toMatchObject({
    app: 'reviews',
    version: 'v1',
    proxy: 'sidecar',
    gateway: false,
    pods: { ready: 1, total: 2 },
    serviceAccount: 'reviews-v1',
    object: { kind: 'Deployment', group: 'apps', namespace: 'shop', name: 'reviews-v1' },
  });
});

test('a pod that does not carry the hash of its ReplicaSet is of the Deployment that owns the ReplicaSet', () => {
  const owned = (kind: string, name: string, ownerKind: string, owner: string) => `
---
apiVersion: v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: shop
  ownerReferences: [{ apiVersion: apps/v1, kind: ${ownerKind}, name: ${owner}, uid: u, controller: true }]
`;
  const pods = owned('Pod', 'cart-1-x', 'ReplicaSet', 'cart-1');
  const replicas = owned('ReplicaSet', 'cart-1', 'Deployment', 'cart').replace('v1', 'apps/v1');
  expect([...workloads(clusterOf(deployment('cart') + replicas + pods)).keys()]).toEqual(['shop/cart']);
  expect([...workloads(clusterOf(pods)).keys()]).toEqual(['shop/cart-1']);
});

test('a controller scaled to none is a workload without pods', () => {
  expect(workloadAt(clusterOf(deployment('idle')), 'shop', 'idle')).toMatchObject({
    pods: { ready: 0, total: 0 },
    proxy: null,
    app: 'idle',
    version: null,
    serviceAccount: 'sa',
  });
});

test('a pod without a proxy is out of the mesh', () => {
  const cluster = clusterOf(pod('shop', 'legacy', { app: 'legacy' }, { proxy: false }));
  expect(workloadAt(cluster, 'shop', 'legacy')?.proxy).toBe('none');
});

test('finished pods are nobody’s replicas', () => {
  const cluster = clusterOf(pod('shop', 'job', { app: 'job' }).replace('phase: Running', 'phase: Succeeded'));
  expect(workloads(cluster).size).toBe(0);
});

test('what did not change is not worked out again', () => {
  const cluster = clusterOf(pod('shop', 'reviews-v1', { app: 'reviews' }));
  const other = clusterOf(pod('shop', 'reviews-v1', { app: 'reviews' }));
  const next: ClusterSnapshot = { ...cluster, states: new Map([['Pod', { phase: 'loading' }]]) };
  expect(workloads(next)).toBe(workloads(cluster));
  expect(workloads(other)).not.toBe(workloads(cluster));
});
