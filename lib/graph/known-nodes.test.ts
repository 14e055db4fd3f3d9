import { expect, test } from 'vitest';
import { knownSeeds, silentNode } from './known-nodes.ts';
import { mesh, service, workload } from './testing/mesh.ts';

const snapshot = mesh([
  ...workload('shop', 'cart', { version: 'v1' }),
  ...workload('jobs', 'report', { proxy: 'none' }),
  service('shop', 'cart'),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'mail', namespace: 'shop' },
    spec: { hosts: ['mail.example.com', '*.example.org'] },
  },
]);

test('workloads in and out of the mesh, Services and hosts outside are known, hosts with a wildcard are not', () => {
  expect(
    knownSeeds(snapshot)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'ext/Kubernetes/shop/mail.example.com',
    'svc/Kubernetes/shop/cart',
    'wl/Kubernetes/jobs/report',
    'wl/Kubernetes/shop/cart',
  ]);
});

test('a node that nothing is heard of has no numbers, and what its objects say', () => {
  const seed = knownSeeds(snapshot).find(({ id }) => id === 'wl/Kubernetes/shop/cart');
  if (seed === undefined) throw new Error('no such workload');
  expect(silentNode(seed, snapshot)).toMatchObject({
    kind: 'workload',
    name: 'cart',
    version: 'v1',
    proxy: 'sidecar',
    object: { kind: 'Deployment' },
    inRate: null,
    health: { status: 'unknown' },
  });
});
