import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterId, clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { service, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { findingText } from '../codes.ts';
import { junk, spoiled } from '../testing/spoiled.ts';
import { checkObserved } from './check-observed.ts';
import { made } from './testing/found-in.ts';

const istio = 'networking.istio.io/v1';
const security = 'security.istio.io/v1';
const selector = { matchLabels: { app: 'cart' } };
const route = [
  { destination: { host: 'cart', subset: 'v1', port: { number: 80 } }, weight: 90 },
  { destination: { host: 'cart', subset: 'v2' }, weight: 10 },
];
const trafficPolicy = {
  connectionPool: { tcp: { maxConnections: 1 }, http: { http2MaxRequests: 1 } },
  outlierDetection: { maxEjectionPercent: 100 },
};

/** A mesh in which every rule has something to say. */
const objects: readonly KubeObject[] = [
  ...workload('shop', 'front'),
  ...workload('shop', 'cart-v1', { app: 'cart', version: 'v1' }),
  ...workload('shop', 'cart-v2', { app: 'cart', version: 'v2' }),
  service('shop', 'cart'),
  {
    ...subsets('shop', 'cart', ['v1', 'v2']),
    spec: { ...Object(subsets('shop', 'cart', ['v1', 'v2']).spec), trafficPolicy },
  },
  virtualService('shop', 'cart', [
    {
      fault: {
        abort: { httpStatus: 500, percentage: { value: 10 } },
        delay: { fixedDelay: '1s', percentage: { value: 1 } },
      },
      timeout: '1s',
      retries: { attempts: 3, perTryTimeout: '400ms' },
      route,
    },
  ]),
  made(security, 'PeerAuthentication', 'strict', { selector, mtls: { mode: 'STRICT' }, portLevelMtls: {} }),
  made(security, 'AuthorizationPolicy', 'callers', {
    selector,
    rules: [
      {
        from: [
          {
            source: { principals: ['cluster.local/ns/a/sa/b'], namespaces: ['x'], serviceAccounts: ['y/z'] },
          },
        ],
      },
    ],
  }),
  made(security, 'RequestAuthentication', 'tokens', {
    selector,
    jwtRules: [{ issuer: 'https://a.example' }],
  }),
  made('networking.k8s.io/v1', 'NetworkPolicy', 'nobody', {
    podSelector: selector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'x' } }, namespaceSelector: { matchLabels: { a: 'b' } } },
        ],
      },
    ],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  }),
  made(istio, 'ServiceEntry', 'bank', {
    hosts: ['bank.example'],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
  }),
];

const call = { from: 'shop/front', to: 'shop/cart-v1', service: 'shop/cart' };
const lost = { ...call, to: null };
const arrived = { ...call, reporter: 'destination' };
const samples = [
  sample('requests', call, 10),
  sample('latency', call, 9000),
  ...['503 UO', '503 UH', '500 FI', '504 UT', '503 UF'].flatMap((outcome) => [
    sample('requests', lost, 1),
    failure(lost, outcome, 1),
  ]),
  sample('requests', arrived, 20),
  sample('requests', arrived, 5, { connection_security_policy: 'none' }),
  failure(arrived, '403 -', 3),
  failure(arrived, '401 -', 9),
  sample('requests', { ...lost, service: null, more: { destination_service_name: 'PassthroughCluster' } }, 1),
];

function foundIn(all: readonly KubeObject[]) {
  const id: ClusterId = clusterId.parse('Kubernetes');
  const { cluster } = snapshotOfObjects(id, all);
  const snapshot = { version: 1, clusters: new Map([[id, cluster]]) };
  const graph = testGraph(snapshot, samples, { at: epochSeconds.parse(1_800_000_000) });
  return checkObserved({ graph, snapshot }).findings;
}

test('in shape, it has findings of many kinds', () => {
  expect(new Set(foundIn(objects).map(({ code }) => code)).size).toBeGreaterThan(7);
});

test('no rule throws at an object that is out of shape, and every finding has a text', () => {
  fc.assert(
    fc.property(fc.nat(objects.length - 1), fc.nat(200), junk, (which, at, by) => {
      const findings = foundIn(objects.map((object, i) => (i === which ? spoiled(object, at, by) : object)));
      expect(findings.filter(({ code }) => code === 'WEFT0900').map(findingText)).toEqual([]);
      for (const finding of findings) expect(typeof findingText(finding)).toBe('string');
    }),
    { numRuns: 800 },
  );
});
