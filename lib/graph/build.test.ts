import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { readToleranceRules } from '#lib/health/tolerance-config.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { buildGraph, type GraphInput } from './build.ts';
import { type GraphEdge, trafficGraph } from './model.ts';
import { expectSound } from './testing/expect-sound.ts';
import { mesh, service, workload } from './testing/mesh.ts';
import { type Call, failure, sample } from './testing/traffic.ts';

const window = seconds.parse(300);
const at = epochSeconds.parse(1_000_000);

const shop = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
  service('shop', 'reviews'),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'payments', namespace: 'shop' },
    spec: { hosts: ['api.pay.example'], location: 'MESH_EXTERNAL' },
  },
]);

function graphOf(samples: readonly TrafficSample[], more: Partial<GraphInput> = {}) {
  const input = { samples, snapshot: shop, at, live: false, window, scrapeInterval: seconds.parse(15) };
  return buildGraph({ ...input, missing: [], findings: [], sentSince: [], ...more });
}

function only(samples: readonly TrafficSample[], more: Partial<GraphInput> = {}): GraphEdge {
  const graph = graphOf(samples, more);
  expect(graph.unplaced).toEqual([]);
  const [edge, ...others] = graph.edges;
  if (edge === undefined || others.length > 0) throw new Error(`${graph.edges.length} edges, not one`);
  return edge;
}

const call: Call = { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' };
const seen: Call = { ...call, reporter: 'destination' };

test('both reporters stay, and the source stands for the edge', () => {
  const edge = only([sample('requests', call, 10), sample('requests', seen, 12)]);
  expect(edge.shown).toBe('source');
  expect(edge.reports.source?.rate).toBe(10);
  expect(edge.reports.destination?.rate).toBe(12);
  expect(edge.id).toBe(
    'wl/Kubernetes/shop/frontend|wl/Kubernetes/shop/reviews-v1|http|Kubernetes/shop/reviews',
  );
});

test('a caller without proxy is an unknown node, and the destination stands for its edge', () => {
  const graph = graphOf([sample('requests', { ...seen, from: null }, 3, { source_cluster: 'Kubernetes' })]);
  const [edge] = graph.edges;
  expect(edge?.shown).toBe('destination');
  expect(graph.nodes.find(({ id }) => id === edge?.source)).toMatchObject({
    kind: 'unknown',
    namespace: null,
  });
});

test('a retried request is one at the source and several at the destination: users get the source', () => {
  const edge = only([sample('requests', call, 1), sample('requests', seen, 3), failure(seen, '503 -', 2)]);
  expect(edge.reports.source?.errorCount).toBe(0);
  expect(edge.reports.destination?.errorCount).toBe(600);
  expect(edge.health).toMatchObject({ status: 'healthy', reporter: 'source', total: 300 });
});

test('requests that reached no workload end at their service', () => {
  const graph = graphOf([
    sample('requests', { ...call, to: null }, 2),
    failure({ ...call, to: null }, '503 UH', 2),
  ]);
  expect(graph.nodes.find(({ kind }) => kind === 'service')).toMatchObject({
    id: 'svc/Kubernetes/shop/reviews',
    object: { kind: 'Service', name: 'reviews' },
    health: { status: 'failing', rule: '5xx', failed: 600, total: 600 },
  });
});

test('a raw Host header means the service it means where the caller is', () => {
  for (const host of ['reviews:9080', 'reviews', 'reviews.shop', 'Reviews.shop.svc:80']) {
    const labels = { destination_service: host, destination_service_name: host };
    const edge = only([sample('requests', { ...call, to: null, service: null }, 1, labels)]);
    expect(edge.target).toBe('svc/Kubernetes/shop/reviews');
  }
});

test('hosts outside: of a ServiceEntry, unknown to the registry, blocked, and not known at all', () => {
  const outside = (host: string, name = host): TrafficSample =>
    sample('requests', { ...call, to: null, service: null }, 1, {
      destination_service: host,
      destination_service_name: name,
    });
  const graph = graphOf([
    outside('api.pay.example'),
    outside('elsewhere.example'),
    outside('10.0.0.9', 'PassthroughCluster'),
    outside('BlackHoleCluster'),
    outside('unknown'),
  ]);
  expect(graph.nodes.filter(({ inRate }) => inRate !== null).map(({ kind, name }) => [kind, name])).toEqual([
    ['blackhole', 'BlackHoleCluster'],
    ['external', 'elsewhere.example'],
    ['external', 'api.pay.example'],
    ['passthrough', 'PassthroughCluster'],
    ['unknown', 'unknown destination'],
  ]);
  expect(graph.nodes.find(({ name }) => name === 'api.pay.example')?.object?.kind).toBe('ServiceEntry');
});

test('what cannot be placed is counted by reason with an example', () => {
  const graph = graphOf([
    sample('requests', call, 1, { request_protocol: 'ws' }),
    sample('requests', call, 2, { reporter: 'other' }),
    sample('requests', call, 3, { destination_workload: '' }),
    sample('requests', { ...call, from: null }, 4, { source_workload_namespace: 'shop' }),
    sample('requests', { ...call, to: null, service: null }, 5, { destination_service: '10.1.2.3:80' }),
  ]);
  expect(graph.edges).toEqual([]);
  expect(graph.unplaced.map(({ reason, series, rate }) => [reason, series, rate])).toEqual([
    ['bad-destination', 1, 5],
    ['bad-source', 1, 4],
    ['missing-labels', 1, 3],
    ['unknown-protocol', 1, 1],
    ['unknown-reporter', 1, 2],
  ]);
});

test('mutual TLS is read from reports that can know it, never from a sidecar source', () => {
  expect(only([sample('requests', call, 1)]).mtls).toEqual({ state: 'unknown', share: null, reporter: null });
  const half = only([
    sample('requests', seen, 3),
    sample('requests', seen, 1, { connection_security_policy: 'none' }),
  ]);
  expect(half.mtls).toEqual({ state: 'partial', share: 0.75, reporter: 'destination' });
});

test('ztunnel speaks from both sides of a connection; the two are not added up', () => {
  const tcp = (reporter: string, value: number) =>
    sample('tcp-sent', { ...call, reporter }, value, {
      app: 'ztunnel',
      request_protocol: '',
      connection_security_policy: 'mutual_tls',
    });
  const edge = only([tcp('source', 100), tcp('destination', 101)]);
  expect(edge).toMatchObject({
    protocol: 'tcp',
    shown: 'ztunnel',
    mtls: { state: 'all', reporter: 'ztunnel' },
  });
  expect(edge.reports.ztunnel?.sentBytes).toBe(100);
});

test('connections that fail are told by their flags, even where none carried a byte', () => {
  const ended = (to: string | null, value: number, flags = '-') =>
    sample('tcp-closed', { ...call, to }, value, { request_protocol: 'tcp', response_flags: flags });
  const dead = only([ended(null, 0.2, 'UF,URX'), ended(null, 0.1, 'UF,URX')]);
  expect(dead).toMatchObject({
    protocol: 'tcp',
    reports: { source: { count: 90, errorCount: 90, sentBytes: null } },
    responses: [{ code: '-', flags: ['UF', 'URX'], count: 90, error: true }],
    health: { status: 'failing', rule: 'connections', failed: 90, total: 90, reporter: 'source' },
  });
  const fine = only([ended('shop/reviews-v1', 1), ended('shop/reviews-v1', 1, 'DC')]);
  expect(fine.health).toMatchObject({ status: 'healthy', failed: 0, total: 600 });
  expect(only([ended('shop/reviews-v1', 0.01, 'UF')]).health).toMatchObject({
    status: 'unknown',
    belowFloor: true,
    failed: 3,
  });
});

test('a connection that lasts is healthy as long as it carries bytes', () => {
  expect(only([sample('tcp-sent', call, 5)]).health).toMatchObject({ status: 'healthy', total: null });
  const [edge] = graphOf([sample('tcp-sent', call, 5)], {
    missing: [{ query: 'requests', reason: 'down' }],
  }).edges;
  expect(edge?.health.status).toBe('unknown');
});

test('a slow mean is judged where a bound is set for it, and tells both', () => {
  const rules = readToleranceRules([{ latency: [{ degraded: 100, failure: 1000 }] }]);
  if (!rules.ok) throw new Error(rules.error);
  const samples = [sample('requests', call, 10), sample('latency', call, 2500)];
  const graph = graphOf(samples, { toleranceRules: rules.value });
  const slow = {
    status: 'degraded',
    rule: 'latency',
    failed: 0,
    total: 3000,
    latency: { mean: 250, limit: 100 },
  };
  expect(graph.edges[0]?.health).toMatchObject(slow);
  expect(graph.nodes.find(({ id }) => id === graph.edges[0]?.target)?.health).toMatchObject(slow);
  expect(graphOf(samples).edges[0]?.health.status).toBe('healthy');
});

test('the first failures of a new series are counted though rate does not see them', () => {
  const edge = only([
    sample('requests', call, 0.1),
    sample('first-failures', call, 3, { response_code: '503', response_flags: 'UH' }),
  ]);
  expect(edge.reports.source).toMatchObject({ count: 30, errorCount: 3 });
  expect(edge.responses).toMatchObject([{ code: '503', flags: ['UH'], count: 3, error: true }]);
});

test('a series younger than the window counts what it has counted, and no less than its failures', () => {
  const edge = only([
    sample('new-requests', call, 2),
    sample('first-failures', call, 3, { response_code: '500', response_flags: '-' }),
  ]);
  expect(edge.reports.source?.count).toBe(3);
});

test('annotations, else the settings, say what is tolerated, and the stricter end decides', () => {
  const annotated = (objects: readonly KubeObject[], rate: string) =>
    objects.map((object) => ({
      ...object,
      metadata: { ...object.metadata, annotations: { 'health.kiali.io/rate': rate } },
    }));
  const samples = [sample('requests', call, 100), failure(call, '404 -', 5)];
  const healthWith = (...objects: KubeObject[]) => {
    const graph = graphOf(samples, { snapshot: mesh(objects) });
    return graph.edges[0]?.health;
  };
  const lenient = workload('shop', 'reviews-v1');
  expect(healthWith(...lenient, service('shop', 'reviews'))).toMatchObject({ status: 'healthy', rule: null });
  expect(healthWith(...annotated(lenient, '4XX,1,50,http,inbound'))).toMatchObject({
    status: 'degraded',
    rule: '4XX',
    failed: 1500,
    total: 30_000,
    reporter: 'source',
  });
  const strictService = annotated([service('shop', 'reviews')], '4XX,1,5,http,.*');
  expect(healthWith(...lenient, ...strictService)?.status).toBe('failing');
  const rules = readToleranceRules([
    { namespace: 'shop', tolerance: [{ code: '404', degraded: 0, failure: 1 }] },
  ]);
  const [edge] = graphOf(samples, { toleranceRules: rules.ok ? rules.value : [] }).edges;
  expect(edge?.health).toMatchObject({ status: 'failing', rule: '404' });
  const strictCaller = annotated(workload('shop', 'frontend'), '404,0,5,http,outbound');
  expect(healthWith(...lenient, ...strictCaller)?.rule).toBe('404');
});

test('a failed query leaves null, not 0', () => {
  const rows = [sample('requests', call, 1), failure(call, '503 -', 1)];
  const edge = only([rows[0] as TrafficSample], { missing: [{ query: 'failures', reason: 'slow' }] });
  expect(edge.reports.source).toMatchObject({ rate: 1, errorRate: null, errorCount: null });
  expect(edge.health.status).toBe('unknown');
  const blind = only([rows[1] as TrafficSample], { missing: [{ query: 'requests', reason: 'slow' }] });
  expect(blind.reports.source).toMatchObject({ rate: null, count: null, errorRate: 1 });
});

test('flags are a set whatever their order, and a success with a flag is no error', () => {
  const edge = only([
    sample('requests', call, 10),
    failure(call, '503 URX,UF', 1),
    failure(call, '503 UF,URX', 2),
    failure(call, '200 DI', 3),
    failure(call, '0 DC', 1),
  ]);
  expect(edge.responses.map(({ code, flags, rate, error }) => [code, flags, rate, error])).toEqual([
    ['503', ['UF', 'URX'], 3, true],
    ['-', ['DC'], 1, true],
    ['200', ['DI'], 3, false],
  ]);
});

test('mean latency weighs identities by their requests', () => {
  const other = { destination_canonical_revision: 'v9' };
  const edge = only([
    sample('requests', call, 9),
    sample('latency', call, 90),
    sample('requests', call, 1, other),
    sample('latency', call, 110, other),
  ]);
  expect(edge.reports.source?.avgLatency).toBeCloseTo(20);
});

test('without the number of requests there is no mean latency', () => {
  const missing = [{ query: 'requests', reason: 'timeout' }];
  const [edge] = graphOf([sample('latency', call, 90)], { missing }).edges;
  expect(edge?.reports.source?.avgLatency).toBeNull();
});

test('workloads of the mesh without traffic are there, idle', () => {
  const graph = graphOf([]);
  expect(graph.nodes.map(({ name, health }) => [name, health.status])).toEqual([
    ['frontend', 'idle'],
    ['reviews-v1', 'idle'],
    ['reviews-v2', 'idle'],
  ]);
});

test('a workload whose pods are not ready is failing without traffic', () => {
  const snapshot = mesh(workload('shop', 'cart', { ready: false }));
  const [cart] = graphOf([], { snapshot }).nodes;
  expect(cart?.health).toMatchObject({ status: 'failing', rule: 'pods-not-ready', failed: 1, total: 1 });
});

const anyName = fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null);
const anyCall = fc.record({
  from: anyName,
  to: anyName,
  service: fc.constantFrom('shop/reviews', 'bank/ledger', null),
  protocol: fc.constantFrom('http', 'grpc', 'odd'),
  reporter: fc.constantFrom('source', 'destination', 'waypoint', 'odd'),
});
const anySample = fc.oneof(
  fc.tuple(anyCall, fc.integer({ min: 1, max: 64 })).map(([c, value]) => sample('requests', c, value)),
  fc.tuple(anyCall, fc.integer({ min: 1, max: 64 })).map(([c, value]) => sample('tcp-sent', c, value)),
  fc.tuple(anyCall, fc.integer({ min: 1, max: 64 })).map(([c, value]) => sample('latency', c, value)),
  fc
    .tuple(anyCall, fc.constantFrom('503 UH', '0 DC', '200 -', '200 - 14'), fc.integer({ min: 1, max: 64 }))
    .map(([c, outcome, value]) => failure(c, outcome, value)),
);

test('any samples make a graph that the model accepts, with every id once and every end there', () => {
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 40 }), (samples) => {
      expectSound(trafficGraph.parse(graphOf(samples)));
    }),
  );
});

test('the graph does not depend on the order of the samples', () => {
  const rows = fc.uniqueArray(anySample, {
    maxLength: 30,
    selector: ({ measure, labels }) => JSON.stringify([measure, labels]),
  });
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (samples, order) => {
      const keyed = samples.map((s) => ({ s, key: order.next().value ?? 0 }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ s }) => s);
      expect(rounded(graphOf(shuffled))).toEqual(rounded(graphOf(samples)));
    }),
  );
});

/** Sums of floating point numbers differ in their last digits with their order. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, v) => (typeof v === 'number' ? Number(v.toPrecision(9)) : v));
