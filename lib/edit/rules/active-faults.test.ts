import { expect, test } from 'vitest';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { activeFaults } from './active-faults.ts';

const fault = (percent: number) => `fault: { delay: { fixedDelay: 2s, percentage: { value: ${percent} } } }`;

test('every fault that hits something is told once, the oldest first, with its age and reminder', () => {
  const cluster = clusterOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  { name: young, namespace: shop, creationTimestamp: "2026-01-02T00:00:00Z", annotations: { weft.dev/fault-until: "2026-01-02T01:00:00Z" } }
spec:
  hosts: [young]
  http:
    - { match: [{ headers: { a: { exact: b } } }], route: [{ destination: { host: young } }], ${fault(10)} }
    - { route: [{ destination: { host: young } }], ${fault(0)} }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: shop, creationTimestamp: "2026-01-03T00:00:00Z" }
spec: { hosts: [a], http: [{ delegate: { name: leaf } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: other, namespace: shop, creationTimestamp: "2026-01-03T00:00:00Z" }
spec: { hosts: [b], http: [{ delegate: { name: leaf } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: leaf, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z", annotations: { weft.dev/fault-until: soon } }
spec: { http: [{ fault: { abort: { httpStatus: 503, percentage: { value: 1 } } } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: alone, namespace: shop }
spec: { http: [{ ${fault(100)} }] }`);
  const local = (name: string) => `${name}.shop.svc.cluster.local`;
  expect(activeFaults(cluster)).toMatchObject([
    {
      object: { name: 'leaf' },
      rule: 'http/0',
      hosts: [local('a'), local('b')],
      matches: [],
      delay: null,
      abort: { status: '503', percent: 1 },
      since: Date.parse('2026-01-01') / 1000,
      until: null,
    },
    {
      object: { name: 'young' },
      rule: 'http/0',
      hosts: [local('young')],
      matches: ['header a is "b"'],
      delay: { ms: 2000, percent: 10 },
      abort: null,
      until: Date.parse('2026-01-02T01:00:00Z') / 1000,
    },
  ]);
});
