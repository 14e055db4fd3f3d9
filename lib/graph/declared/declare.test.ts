import { describe, expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { pod, snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { type GraphEdge, type ResponseRow, responseRow } from '../model.ts';
import { edge, graph, node } from '../testing/elements.ts';
import { declaredOf } from './declare.ts';

const service = (name: string, namespace = 'shop') => ({
  cluster: testCluster,
  namespace,
  name,
  host: serviceFqdn(name, namespace),
});

const mesh = (more: string) =>
  snapshotOf(`
apiVersion: v1
kind: Service
metadata: { name: product, namespace: shop }
spec: { selector: { app: product }, ports: [{ port: 80, name: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: shadow, namespace: shop }
spec: { selector: { app: shadow }, ports: [{ port: 80, name: http }] }
${['a', 'b']
  .map(
    (zone) =>
      `---\napiVersion: v1\nkind: Node\nmetadata: { name: node-${zone}, labels: { topology.kubernetes.io/zone: ${zone} } }`,
  )
  .join('\n')}
${pod('shop', 'frontend', { app: 'frontend' }, { node: 'node-a' })}
${pod('shop', 'bare', { app: 'bare' }, { proxy: false })}
${pod('shop', 'product-v1', { app: 'product', version: 'v1' }, { node: 'node-a' })}
${pod('shop', 'product-v1', { app: 'product', version: 'v1' }, { node: 'node-b', index: 1 })}
${pod('shop', 'product-v2', { app: 'product', version: 'v2' }, { node: 'node-b' })}
${pod('shop', 'shadow', { app: 'shadow' })}
---
${more}
`);

const row = (flags: string[], count: number, more: Partial<ResponseRow> = {}) =>
  responseRow.parse({
    reporter: 'source',
    code: '503',
    grpcStatus: null,
    flags,
    error: true,
    rate: count / 300,
    count,
    ...more,
  });

const toProduct = { service: service('product') };
const toV1 = edge('shop/frontend > shop/product-v1', { count: 900, latency: 20 }, toProduct);
const toV2 = edge('shop/frontend > shop/product-v2', { count: 100, latency: 40 }, toProduct);
const productNode = node('shop/product', { kind: 'service' });
const nowhere = (rows: ResponseRow[], count: number) =>
  edge('shop/frontend > shop/product', { count }, { ...toProduct, responses: rows });
const shop = (edges: readonly GraphEdge[]) =>
  graph(
    [
      node('shop/frontend'),
      node('shop/bare', { proxy: 'none' }),
      node('shop/product-v1'),
      node('shop/product-v2'),
      node('shop/shadow'),
      productNode,
    ],
    edges,
  );

const layersOf = (edges: readonly GraphEdge[], config: string, readable = (_: string | null) => true) => {
  const all = declaredOf(shop(edges), mesh(config), readable);
  return (of: GraphEdge) => all.get(of.id) ?? null;
};

const rule = (spec: string, name = 'product') => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: shop }
spec:
  host: product
${spec}`;
const route = (http: string, name = 'product') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  hosts: [product]
  http:
${http}`;
const bySubset = `
    - route:
        - { destination: { host: product, subset: v1 }, weight: 90 }
        - { destination: { host: product, subset: v2 }, weight: 10 }`;
const subsets = `
  subsets:
    - { name: v1, labels: { version: v1 } }
    - name: v2
      labels: { version: v2 }
      trafficPolicy: { connectionPool: { http: { http2MaxRequests: 4 } } }`;

describe('circuit breaking', () => {
  const limited = rule(`
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 0 } }
    outlierDetection: { consecutive5xxErrors: 3, baseEjectionTime: 1m30s }
${subsets}`);

  test('a subset’s limits replace the host’s for the edge to its pods, field by field', () => {
    const at = layersOf([toV1, toV2], limited + route(bySubset));
    const breaker = (of: GraphEdge) => at(of)?.breaking?.breakers;
    expect(breaker(toV1)).toMatchObject([
      {
        subset: 'v1',
        port: 80,
        pool: { maxConnections: 1, maxPending: null, path: 'spec.trafficPolicy.connectionPool' },
        outlier: { consecutive5xx: 3, baseEjection: 90_000, interval: null },
      },
    ]);
    expect(breaker(toV2)).toMatchObject([
      {
        subset: 'v2',
        pool: { maxConnections: null, maxRequests: 4, path: 'spec.subsets[1].trafficPolicy.connectionPool' },
        outlier: { path: 'spec.trafficPolicy.outlierDetection' },
      },
    ]);
  });

  test('what is set for the port inherits nothing', () => {
    const config = rule(`
  trafficPolicy:
    connectionPool: { tcp: { maxConnections: 1 } }
    portLevelSettings: [{ port: { number: 80 }, outlierDetection: { consecutive5xxErrors: 2 } }]`);
    expect(layersOf([toV1], config)(toV1)?.breaking?.breakers).toMatchObject([
      { port: 80, pool: null, outlier: { path: 'spec.trafficPolicy.portLevelSettings[0].outlierDetection' } },
    ]);
  });

  test('what was refused before a pod was chosen counts for every edge to the host, of all that was sent there', () => {
    const refused = nowhere([row(['UO', 'URX'], 250)], 250);
    const at = layersOf([toV1, toV2, refused], limited);
    const seen = (of: GraphEdge) => at(of)?.breaking?.observed;
    expect(seen(toV1)).toMatchObject({ reporter: 'source', refused: { count: 250, share: 0.2 } });
    expect(seen(refused)).toEqual(seen(toV1));
    expect(seen(toV1)?.noHealthy.count).toBe(0);
  });

  test('an edge that only its callee reports tells nothing of what the caller refused', () => {
    const { source } = toV1.reports;
    const reports = { ...toV1.reports, source: null, destination: source };
    const far = { ...toV1, reports };
    expect(layersOf([far], limited)(far)?.breaking?.observed).toBeNull();
  });

  test('a pool without a limit is none', () => {
    const config = rule('  trafficPolicy: { connectionPool: { tcp: { maxConnections: 0 } } }');
    expect(layersOf([toV1], config)(toV1)?.breaking).toBeNull();
  });
});

describe('faults', () => {
  const config = route(`
    - name: beta
      match: [{ uri: { prefix: /beta } }]
      fault: { delay: { fixedDelay: 2s, percentage: { value: 10 } } }
      route: [{ destination: { host: product } }]
    - fault: { abort: { httpStatus: 500 } }
      route: [{ destination: { host: product } }]`).slice(5);

  test('each rule that reaches the edge is told with its place; no percentage is none', () => {
    expect(layersOf([toV1], config)(toV1)?.faults?.rules).toMatchObject([
      { number: 1, of: 2, conditional: true, delay: { ms: 2000, percent: 10 }, abort: null },
      { number: 2, of: 2, conditional: false, delay: null, abort: { status: '500', percent: 0 } },
    ]);
  });

  test('faults that no rule injects are seen all the same', () => {
    const injected = { ...toV1, responses: [row(['FI'], 90), row(['DI'], 9, { error: false, code: '200' })] };
    expect(
      layersOf([injected], 'kind: Namespace\napiVersion: v1\nmetadata: { name: x }')(injected)?.faults,
    ).toMatchObject({
      rules: [],
      observed: { aborted: { count: 90, share: 0.1 }, delayed: { count: 9, share: 0.01 } },
    });
  });
});

test('a timeout is told with its retries, those that it leaves no time for, and what ran out of it', () => {
  const late = { ...toV1, responses: [row(['UT'], 45, { code: '504' })] };
  const config = route(`
    - timeout: 5s
      retries: { attempts: 3, perTryTimeout: 2s, retryOn: 5xx }
      route: [{ destination: { host: product } }]`).slice(5);
  expect(layersOf([late], config)(late)?.timeouts).toMatchObject({
    rules: [
      {
        path: 'spec.http[0].timeout',
        timeout: 5000,
        retries: { attempts: 3, perTry: 2000, on: '5xx' },
        beyond: { tries: 4, needed: 8000, possible: 2 },
      },
    ],
    observed: { timedOut: { count: 45, share: 0.05 }, exhausted: { count: 0 }, meanLatency: 20 },
  });
});

test('a Gateway API route has timeouts and mirrors too', () => {
  const config = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: product, namespace: shop }
spec:
  parentRefs: [{ kind: Service, group: "", name: product }]
  rules:
    - timeouts: { request: 3s }
      filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 80 }, fraction: { numerator: 1, denominator: 4 } } }]
      backendRefs: [{ name: product, port: 80 }]`;
  expect(layersOf([toV1], config)(toV1)).toMatchObject({
    timeouts: { rules: [{ timeout: 3000, path: 'spec.rules[0].timeout' }] },
    mirroring: {
      copies: [{ host: 'shadow.shop.svc.cluster.local', percent: 25, path: 'spec.rules[0].filters[0]' }],
    },
  });
});

describe('mirroring', () => {
  const config = route(`
    - route: [{ destination: { host: product } }]
      mirror: { host: shadow }
      mirrorPercentage: { value: 20 }`).slice(5);
  const arrived = toV1.reports.source;
  const copy = edge(
    'shop/frontend > shop/shadow',
    {},
    {
      service: service('shadow'),
      shown: 'destination',
      reports: { source: null, destination: arrived, waypoint: null, ztunnel: null },
    },
  );

  test('the edge tells where its requests are copied to, and the rate at which they arrive', () => {
    const at = layersOf([toV1, copy], config);
    expect(at(toV1)?.mirroring).toMatchObject({
      copies: [{ host: 'shadow.shop.svc.cluster.local', percent: 20, observed: 3, number: 1, of: 1 }],
      receives: null,
    });
    expect(at(copy)?.mirroring).toMatchObject({
      copies: [],
      receives: { from: [{ percent: 20, path: 'spec.http[0].mirror' }], rate: 3, alone: true, byName: false },
    });
  });

  test('who sends nothing to the rule sends no copies of it either', () => {
    const own = edge('shop/frontend > shop/shadow', { count: 5 }, { service: service('shadow') });
    expect(layersOf([own], config)(own)?.mirroring ?? null).toBeNull();
    expect(layersOf([own, toV1], config)(own)?.mirroring?.receives).toMatchObject({
      alone: false,
      rate: null,
    });
  });

  test('where nothing reports the copies their rate is not known, which is not 0', () => {
    expect(layersOf([toV1], config)(toV1)?.mirroring?.copies[0]?.observed).toBeNull();
  });

  test('a copy is known by its host', () => {
    const host = 'product.shop.svc.cluster.local-shadow:8080';
    const named = { ...copy, service: { ...service('product'), host } };
    expect(layersOf([named], config)(named)?.mirroring?.receives).toMatchObject({ byName: true, from: [] });
  });
});

describe('locality', () => {
  const nothing = 'kind: Namespace\napiVersion: v1\nmetadata: { name: x }';
  const locality = (config: string) => layersOf([toV1], config)(toV1)?.locality;

  test('zones of both ends are counted, and count for nothing without outlier detection', () => {
    expect(locality(nothing)).toMatchObject({
      mode: 'spread',
      from: 'default',
      callers: [{ zone: 'a', pods: 1 }],
      callees: [
        { zone: 'a', pods: 1 },
        { zone: 'b', pods: 1 },
      ],
    });
  });

  test('outlier detection alone turns near pods first on, by the default of the mesh', () => {
    expect(locality(rule('  trafficPolicy: { outlierDetection: {} }'))).toMatchObject({
      mode: 'near',
      from: 'default',
      outlierDetection: true,
    });
  });

  test('a failover without outlier detection cannot happen', () => {
    const failover = rule(
      '  trafficPolicy: { loadBalancer: { localityLbSetting: { failover: [{ from: eu, to: us }] } } }',
    );
    expect(locality(failover)).toMatchObject({
      mode: 'spread',
      from: 'destination-rule',
      inert: true,
      decides: { path: 'spec.trafficPolicy.loadBalancer.localityLbSetting' },
    });
  });

  test('the mesh’s setting holds where no rule has one', () => {
    const off = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "localityLbSetting: { enabled: false }" }`;
    expect(locality(off)).toMatchObject({ mode: 'off', from: 'mesh', decides: null });
  });
});

test('nothing acts for a caller without a proxy, nor between a service and its workloads', () => {
  const bare = edge('shop/bare > shop/product-v1', { count: 1 }, toProduct);
  const inner = edge('shop/product > shop/product-v1', { count: 1 }, toProduct);
  const at = layersOf([bare, inner], rule('  trafficPolicy: { outlierDetection: {} }'));
  expect([at(bare), at(inner)]).toEqual([null, null]);
});

test('objects that may not be read say nothing', () => {
  const config = `${rule(`  trafficPolicy: { outlierDetection: {} }`)}${route(`
    - timeout: 1s
      route: [{ destination: { host: product } }]`)}`;
  expect(layersOf([toV1], config, () => false)(toV1)).toBeNull();
});
