import fc from 'fast-check';
import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { expect, test } from 'vitest';
import type { Result } from '#lib/core/result.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf, snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import type { ChangePlan, PatchStep } from './change-plan.ts';
import { inverseStep } from './inverse-plan.ts';
import { setConnectionPool } from './policies/connection-pool.ts';
import { setLoadBalancer } from './policies/load-balancer.ts';
import { setOutlierDetection } from './policies/outlier-detection.ts';
import { setFault } from './rules/fault.ts';
import { setHeaderCohort } from './rules/header-cohort.ts';
import { setMirroring } from './rules/mirroring.ts';
import { setRequestTimeout } from './rules/request-timeout.ts';
import { setRetries } from './rules/retries.ts';
import { noLive, planned } from './testing/applied.ts';

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { ports: [{ port: 80 }] },
};
const meta = { name: 'cart', namespace: 'shop', resourceVersion: '7', generation: 2 };

/** Fields that no editor knows, beside those that it changes. */
const unknown = fc.dictionary(fc.constantFrom('x', 'a/b', '~', 'new.field'), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});
const annotations = fc.dictionary(fc.constantFrom('a', 'b.c/d'), fc.string(), { maxKeys: 2 });
const timed = fc.constantFrom<object>(
  {},
  { timeout: '3s' },
  { retries: { attempts: 1, backoff: '1s' } },
  { mirror: { host: 'b' } },
);
const httpRule = fc.tuple(unknown, unknown, timed).map(([more, of, has]) => ({
  ...more,
  ...has,
  route: [{ ...of, destination: { host: 'cart' } }, { destination: { host: 'b' } }],
}));
const virtualServices = fc
  .tuple(unknown, annotations, fc.array(httpRule, { minLength: 2, maxLength: 3 }))
  .map(
    ([more, own, http]): KubeObject => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { ...meta, annotations: own },
      spec: { ...more, hosts: ['cart'], http },
    }),
  );
const policy = fc.tuple(
  unknown,
  fc.constantFrom<object>(
    {},
    { connectionPool: { tcp: { tcpKeepalive: {} } } },
    { loadBalancer: { localityLbSetting: {} } },
  ),
);
const destinationRules = fc.tuple(unknown, annotations, policy).map(
  ([more, own, [of, has]]): KubeObject => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { ...meta, annotations: own },
    spec: { ...more, host: 'cart', trafficPolicy: { ...of, ...has } },
  }),
);

const refTo = (kind: 'VirtualService' | 'DestinationRule', object: KubeObject) =>
  refOf({ id: testCluster, objects: new Map(), states: new Map() }, kind, object);
const rule = {
  ref: refTo('VirtualService', { apiVersion: '', kind: 'VirtualService', metadata: meta }),
  rule: 'http/1',
};
const all = { service: { namespace: 'shop', name: 'cart' }, subset: null, port: null };
const header = { name: 'x-user', how: 'exact', value: 'ann' } as const;
const fault = { delay: { ms: 100, percent: 1 }, abort: null };
const mirror = { host: 'c', namespace: null, subset: null, port: null, percent: 5 };

type Editor = (cluster: ClusterSnapshot) => Result<ChangePlan, string>;
const editors: readonly (readonly [string, fc.Arbitrary<KubeObject>, Editor, RegExp])[] = [
  [
    'a timeout',
    virtualServices,
    (c) => setRequestTimeout(c, noLive, { target: rule, timeoutMs: 1 }),
    /^\/spec\/http\/1\/timeout$/,
  ],
  [
    'retries',
    virtualServices,
    (c) => setRetries(c, noLive, { target: rule, retries: { attempts: 5 } }),
    /^\/spec\/http\/1\/retries(\/attempts)?$/,
  ],
  [
    'a mirror',
    virtualServices,
    (c) => setMirroring(c, noLive, { target: rule, mirror }),
    /^\/spec\/http\/1\/mirror/,
  ],
  [
    'a cohort',
    virtualServices,
    (c) => setHeaderCohort(c, noLive, { target: rule, header, destination: 1 }),
    /^\/spec\/http\/1/,
  ],
  [
    'a fault',
    virtualServices,
    (c) => setFault(c, noLive, { target: rule, fault, header: null, until: '2027-01-01T00:00:00Z' }),
    /^\/spec\/http\/1\/fault$|^\/metadata\/annotations\/weft.dev~1fault-until$/,
  ],
  [
    'a pool',
    destinationRules,
    (c) => setConnectionPool(c, noLive, { target: all, pool: { maxConnections: 9 } }),
    /^\/spec\/trafficPolicy\/connectionPool(\/tcp(\/maxConnections)?)?$/,
  ],
  [
    'outliers',
    destinationRules,
    (c) => setOutlierDetection(c, noLive, { target: all, outliers: { intervalMs: 1 } }),
    /^\/spec\/trafficPolicy\/outlierDetection$/,
  ],
  [
    'a balancer',
    destinationRules,
    (c) => setLoadBalancer(c, noLive, { target: all, balancing: { choice: { simple: 'RANDOM' } } }),
    /^\/spec\/trafficPolicy\/loadBalancer(\/simple)?$/,
  ],
];

test.each(editors)(
  'property: %s is written alone, whatever else there is, and its inverse takes it back',
  (_, objects, plan, fields) => {
    fc.assert(
      fc.property(objects.map(plain), (object) => {
        const [step] = planned(plan(snapshotOfObjects(testCluster, [service, object]).cluster)).steps;
        if (step?.do !== 'patch') throw new Error('Not a patch.');
        for (const { op, path } of step.patch) if (op !== 'test') expect(path).toMatch(fields);
        const after = patched(object, step);
        expect(after.metadata.name).toBe('cart');
        const back = inverseStep({ ref: step.ref, before: object, after });
        if (back?.do !== 'patch') throw new Error('Nothing to take back.');
        expect(patched(after, back)).toEqual(object);
      }),
      { numRuns: 200 },
    );
  },
);

/** As the API server sends it: no prototypes to stumble over, no -0. */
const plain = (object: KubeObject): KubeObject => JSON.parse(JSON.stringify(object));

const patched = (object: KubeObject, step: PatchStep): KubeObject =>
  fastJsonPatch.applyPatch(
    structuredClone(object),
    step.patch.map((one) => one as Operation),
    true,
  ).newDocument;

test('the objects are of kinds that are read', () => {
  for (const [, objects] of editors)
    for (const { apiVersion, kind } of fc.sample(objects, 1))
      expect(kindNameOf(groupOf(apiVersion), kind)).toBe(kind);
});
