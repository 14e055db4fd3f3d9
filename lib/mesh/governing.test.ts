import { expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { governingEdge, governingService, governingWorkload } from './governing.ts';
import { pod, snapshotOf } from './testing/snapshot-of.ts';

const yaml = `
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop }
spec: { selector: { app: reviews } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: front, namespace: web }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: web }
spec: { egress: [{ hosts: ["shop/*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - route:
        - { destination: { host: reviews, subset: v1 }, weight: 90 }
        - { destination: { host: reviews, subset: v2 }, weight: 10 }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  trafficPolicy: { outlierDetection: {} }
  subsets: [{ name: v1, labels: { version: v1 } }]
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: STRICT } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: readers, namespace: shop }
spec: { rules: [{ to: [{ operation: { methods: [GET] } }] }] }
${pod('web', 'front', { app: 'front' })}${pod('shop', 'reviews-v1', { app: 'reviews', version: 'v1' })}`;

const service = { namespace: 'shop', name: 'reviews', host: 'reviews.shop.svc.cluster.local' };

test('an edge: from the caller to the callee, each object with the field that decides', () => {
  const found = governingEdge(snapshotOf(yaml), {
    cluster: testCluster,
    caller: { namespace: 'web', name: 'front' },
    service,
    destination: { namespace: 'shop', name: 'reviews-v1' },
  });
  expect(
    found.map(({ role, object, path, says }) => [role, `${object.namespace}/${object.name}`, path, says]),
  ).toEqual([
    ['workload', 'web/front', 'spec.template', 'sidecar, 1 of 1 pod ready'],
    ['sidecar', 'web/default', 'spec.egress[0].hosts[0]', 'lets the proxy know it by shop/*'],
    ['route', 'shop/reviews', 'spec.http[0]', expect.stringMatching(/^90.% v1, 10.% v2$/)],
    ['service', 'shop/reviews', 'spec.selector', 'selects 1 ready pod'],
    ['destination-rule', 'shop/reviews', 'spec.subsets[0]', 'subset v1, outlier detection'],
    ['peer-authentication', 'istio-system/default', 'spec.mtls.mode', 'STRICT for the mesh'],
    ['authorization-policy', 'shop/readers', 'spec.rules', 'ALLOW what 1 rule matches, for the namespace'],
  ]);
});

test('ends that nobody knows leave out what would hang on them', () => {
  const found = governingEdge(snapshotOf(yaml), {
    cluster: testCluster,
    caller: null,
    service,
    destination: null,
  });
  expect(found.map(({ role }) => role)).toEqual(['route', 'service', 'destination-rule']);
});

test('a workload and a service have theirs', () => {
  const snapshot = snapshotOf(yaml);
  expect(
    governingWorkload(snapshot, testCluster, { namespace: 'shop', name: 'reviews-v1' }).map(
      ({ role }) => role,
    ),
  ).toEqual(['service', 'peer-authentication', 'authorization-policy']);
  expect(governingService(snapshot, testCluster, service).map(({ role }) => role)).toEqual([
    'route',
    'service',
    'destination-rule',
  ]);
});

test('a host of a ServiceEntry names the entry', () => {
  const entry = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: stripe, namespace: shop }
spec: { hosts: [api.stripe.example], resolution: DNS, location: MESH_EXTERNAL }
`;
  const external = { namespace: 'shop', name: 'api.stripe.example', host: 'api.stripe.example' };
  expect(governingService(snapshotOf(entry), testCluster, external)).toMatchObject([
    {
      role: 'service-entry',
      object: { name: 'stripe' },
      says: 'api.stripe.example, MESH_EXTERNAL, resolution DNS',
    },
  ]);
});
