import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Result } from '#lib/core/result.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import type { ChangePlan } from '../change-plan.ts';
import { applied, noLive, planned } from '../testing/applied.ts';
import { setConnectionPool } from './connection-pool.ts';
import { setLoadBalancer } from './load-balancer.ts';
import { setOutlierDetection } from './outlier-detection.ts';
import type { PolicyTarget } from './policy-target.ts';

const services = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80 }] }
`;
const rule = (name: string, namespace: string, spec: string) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace}, resourceVersion: "7" }
spec: ${spec}`;
const target: PolicyTarget = { service: { namespace: 'shop', name: 'cart' }, subset: null, port: null };
const limit = (cluster: ClusterSnapshot, of: Partial<PolicyTarget> = {}) =>
  setConnectionPool(cluster, noLive, { target: { ...target, ...of }, pool: { maxConnections: 5 } });
const pool = 'connectionPool: { tcp: { maxConnections: 5 } }';

/** The spec of the rule `cart` after an edit of one with this policy. */
function edits(policy: string, plan: (cluster: ClusterSnapshot) => Result<ChangePlan, string>): unknown {
  const cluster = clusterOf(
    services +
      rule(
        'cart',
        'shop',
        `{ host: cart, unknown: 1${policy === '' ? '' : `, trafficPolicy: { ${policy} }`} }`,
      ),
  );
  const [object] = objects(applied(cluster, plan(cluster)), 'DestinationRule');
  const { trafficPolicy, ...rest } = { trafficPolicy: undefined, ...object?.spec };
  expect(rest).toEqual({ host: 'cart', unknown: 1 });
  return trafficPolicy;
}

test.each([
  [
    '',
    { maxConnections: 5, connectTimeoutMs: 500 },
    '{ connectionPool: { tcp: { maxConnections: 5, connectTimeout: 500ms } } }',
  ],
  [
    'tls: { mode: SIMPLE }, connectionPool: { tcp: { maxConnections: 1, tcpKeepalive: {} }, http: { maxRetries: 3 } }',
    { maxConnections: 5, maxRetries: null, http2MaxRequests: 9 },
    '{ tls: { mode: SIMPLE }, connectionPool: { tcp: { maxConnections: 5, tcpKeepalive: {} }, http: { http2MaxRequests: 9 } } }',
  ],
  [
    'tls: { mode: SIMPLE }, connectionPool: { tcp: { maxConnections: 1 } }',
    { maxConnections: null },
    '{ tls: { mode: SIMPLE } }',
  ],
  ['connectionPool: { http: { maxRetries: 3 } }', null, 'null'],
])('a connection pool: %s with %j', (before, pool, after) => {
  expect(edits(before, (cluster) => setConnectionPool(cluster, noLive, { target, pool })) ?? null).toEqual(
    parse(after),
  );
});

test.each([
  [
    '',
    { consecutive5xxErrors: 5, intervalMs: 10_000, baseEjectionMs: 30_000, maxEjectionPercent: 50 },
    '{ outlierDetection: { consecutive5xxErrors: 5, interval: 10s, baseEjectionTime: 30s, maxEjectionPercent: 50 } }',
  ],
  [
    'outlierDetection: { consecutive5xxErrors: 5, consecutiveLocalOriginFailures: 2, splitExternalLocalOriginErrors: true }',
    { consecutive5xxErrors: null, consecutiveGatewayErrors: 3 },
    '{ outlierDetection: { consecutiveGatewayErrors: 3, consecutiveLocalOriginFailures: 2, splitExternalLocalOriginErrors: true } }',
  ],
  ['outlierDetection: { consecutive5xxErrors: 5 }', null, 'null'],
])('outlier detection: %s with %j', (before, outliers, after) => {
  expect(
    edits(before, (cluster) => setOutlierDetection(cluster, noLive, { target, outliers })) ?? null,
  ).toEqual(parse(after));
});

test.each([
  ['', { choice: { simple: 'LEAST_REQUEST' } }, '{ loadBalancer: { simple: LEAST_REQUEST } }'],
  [
    'loadBalancer: { consistentHash: { useSourceIp: true }, localityLbSetting: { enabled: true } }',
    { choice: { simple: 'ROUND_ROBIN' }, warmup: { durationMs: 60_000 } },
    '{ loadBalancer: { simple: ROUND_ROBIN, localityLbSetting: { enabled: true }, warmup: { duration: 60s } } }',
  ],
  [
    'loadBalancer: { simple: RANDOM, warmupDurationSecs: 30s }',
    { warmup: { durationMs: 60_000, minimumPercent: 5 } },
    '{ loadBalancer: { simple: RANDOM, warmup: { duration: 60s, minimumPercent: 5 } } }',
  ],
  [
    'loadBalancer: { consistentHash: { httpHeaderName: x, ringHash: { minimumRingSize: 9 } } }',
    { choice: { hash: { by: 'cookie', name: 'c', ttlMs: 0 } } },
    '{ loadBalancer: { consistentHash: { httpCookie: { name: c, ttl: 0s }, ringHash: { minimumRingSize: 9 } } } }',
  ],
  [
    'loadBalancer: { simple: RANDOM, warmup: { duration: 1s, aggression: 2 } }',
    { choice: { hash: { by: 'source-ip' } }, warmup: null },
    '{ loadBalancer: { consistentHash: { useSourceIp: true } } }',
  ],
  ['loadBalancer: { simple: RANDOM }', { choice: null }, 'null'],
] as const)('a load balancer: %s with %j', (before, balancing, after) => {
  expect(edits(before, (cluster) => setLoadBalancer(cluster, noLive, { target, balancing })) ?? null).toEqual(
    parse(after),
  );
});

const specs = (cluster: ClusterSnapshot) =>
  Object.fromEntries(
    [...objects(cluster, 'DestinationRule')].map(({ metadata, spec }) => [
      `${metadata.namespace}/${metadata.name}`,
      spec,
    ]),
  );

test('a service without a rule gets one', () => {
  const cluster = clusterOf(services);
  expect(specs(applied(cluster, limit(cluster)))).toEqual({
    'shop/cart': parse(`{ host: cart, trafficPolicy: { ${pool} } }`),
  });
});

test('the rule that governs is changed: of the caller, then of the service, then of the root namespace', () => {
  const exact = '{ host: cart.shop.svc.cluster.local }';
  const root = clusterOf(services + rule('r', 'istio-system', exact));
  expect(specs(applied(root, limit(root)))).toMatchObject({
    'istio-system/r': parse(`{ trafficPolicy: { ${pool} } }`),
  });
  const both = clusterOf(services + rule('r', 'istio-system', exact) + rule('w', 'web', exact));
  const forWeb = specs(applied(both, limit(both, { caller: 'web' })));
  expect(forWeb['web/w']).toMatchObject(parse(`{ trafficPolicy: { ${pool} } }`));
  expect(forWeb['istio-system/r']).toEqual(parse(exact));
});

test('a rule for a wildcard is not touched: the host gets its own, which takes over the policy', () => {
  const wild = '{ host: "*.local", trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }';
  const cluster = clusterOf(services + rule('wild', 'istio-system', wild));
  expect(specs(applied(cluster, limit(cluster)))).toEqual({
    'istio-system/wild': parse(wild),
    'shop/cart': parse(`{ host: cart, trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, ${pool} } }`),
  });
  const own = clusterOf(services + rule('wild', 'web', wild));
  expect(specs(applied(own, limit(own, { caller: 'web' })))).toMatchObject({
    'web/cart': parse(
      `{ host: cart.shop.svc.cluster.local, exportTo: [.], trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, ${pool} } }`,
    ),
  });
});

test('of merged rules the one whose policy is read is changed', () => {
  const cluster = clusterOf(
    services +
      rule('a', 'shop', '{ host: cart, subsets: [{ name: v1 }] }') +
      rule('b', 'shop', '{ host: cart, trafficPolicy: { tls: { mode: SIMPLE } } }'),
  );
  const [step] = planned(limit(cluster)).steps;
  expect(step?.ref.name).toBe('b');
});

test('a subset has a policy of its own', () => {
  const cluster = clusterOf(
    services +
      rule(
        'cart',
        'shop',
        '{ host: cart, subsets: [{ name: v1, labels: { v: a } }, { name: v2, labels: { v: b } }] }',
      ),
  );
  expect(specs(applied(cluster, limit(cluster, { subset: 'v2' })))['shop/cart']).toEqual(
    parse(
      `{ host: cart, subsets: [{ name: v1, labels: { v: a } }, { name: v2, labels: { v: b }, trafficPolicy: { ${pool} } }] }`,
    ),
  );
  expect(limit(cluster, { subset: 'v3' })).toMatchObject({ ok: false });
});

test('settings of a port start as what held for it, and go where nothing is left', () => {
  const before = 'tls: { mode: SIMPLE }, loadBalancer: { simple: RANDOM }';
  const port = { ...target, port: 80 };
  const made = edits(before, (cluster) => limit(cluster, { port: 80 }));
  const settings = `portLevelSettings: [{ port: { number: 80 }, ${before}, ${pool} }]`;
  expect(made).toEqual(parse(`{ ${before}, ${settings} }`));
  const gone = edits(
    `${before}, portLevelSettings: [{ port: { number: 80 }, ${pool} }, { port: { number: 81 }, ${pool} }]`,
    (cluster) => setConnectionPool(cluster, noLive, { target: port, pool: null }),
  );
  expect(gone).toEqual(parse(`{ ${before}, portLevelSettings: [{ port: { number: 81 }, ${pool} }] }`));
});

const cluster = clusterOf(services + rule('cart', 'shop', `{ host: cart, trafficPolicy: { ${pool} } }`));
test.each([
  ['no such service', limit(cluster, { service: { namespace: 'shop', name: 'x' } }), /is not there/],
  ['what is so already', limit(cluster), /Nothing changes/],
  [
    'nothing of nothing',
    setConnectionPool(clusterOf(services), noLive, { target, pool: null }),
    /Nothing changes/,
  ],
  ['a subset without a rule', limit(clusterOf(services), { subset: 'v1' }), /has a subset v1/],
  ['a limit of 0', setConnectionPool(cluster, noLive, { target, pool: { maxRetries: 0 } }), /1 or more/],
  [
    'half an error',
    setOutlierDetection(cluster, noLive, { target, outliers: { consecutive5xxErrors: 0.5 } }),
    /whole number of 0/,
  ],
  ['no time', setOutlierDetection(cluster, noLive, { target, outliers: { intervalMs: 0 } }), /A time/],
  [
    'more than all pods',
    setOutlierDetection(cluster, noLive, { target, outliers: { maxEjectionPercent: 101 } }),
    /0 to 100/,
  ],
  [
    'a header without a name',
    setLoadBalancer(cluster, noLive, { target, balancing: { choice: { hash: { by: 'header', name: '' } } } }),
    /name of the header/,
  ],
  [
    'no warm-up',
    setLoadBalancer(cluster, noLive, { target, balancing: { warmup: { durationMs: 0 } } }),
    /warm-up/,
  ],
])('refused: %s', (_, plan, message) => {
  expect(plan.ok ? '' : plan.error).toMatch(message);
});
