import { expect, test } from 'vitest';
import { breakdownResponse, edgeResponse, nodeResponse } from '#lib/api/details-contract.ts';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { objectResponse } from '#lib/api/object-contract.ts';
import { statusResponse } from '#lib/api/status-contract.ts';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, splitBy, subsets, virtualService, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { readBreakdown } from './breakdown.ts';
import { readEdge } from './edge.ts';
import { readGraph } from './graph.ts';
import { readNode } from './node.ts';
import { readObject } from './object.ts';
import { readStatus } from './status.ts';
import { all, at, contextOf, live, type World } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('treasury', 'vault'),
    service('treasury', 'vault'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'treasury' } },
  ]),
  samples: [sample('requests', call, 10), failure(call, '503 UH', 1)],
};
const byReporter = (value: number) => [{ labels: { reporter: 'source' }, value }];
const chart = (labels: Record<string, string>, ...values: [number, number | null][]) => ({
  labels,
  points: values.map(([t, value]) => [epochSeconds.parse(t), value] as const),
});

test('two viewers at once make one graph, filtered for each', async () => {
  const { ctx } = contextOf(world);
  const [first, second] = await Promise.all([readGraph(ctx, all), readGraph(ctx, all)]);
  expect(first.graph).toBe(second.graph);
  graphResponse.parse(first);
  const narrow = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['shop']) } };
  expect(JSON.stringify(await readGraph(narrow, all))).not.toContain('vault');
});

test('whoever asks can be told what the graph waited for', async () => {
  const steps: string[] = [];
  const { graph } = await readGraph(contextOf(world).ctx, all, (step, run) => {
    steps.push(step);
    return run();
  });
  expect(graph.nodes.length).toBeGreaterThan(0);
  expect(steps).toEqual(['refresh', 'build']);
});

test('a stale reading says so', async () => {
  const stale = { reason: 'Prometheus cannot be reached.', since: at };
  const { ctx } = contextOf({ ...world, reading: { stale } });
  expect((await readGraph(ctx, all)).stale).toEqual(stale);
});

const canary: World = {
  ...world,
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
    service('shop', 'reviews'),
    subsets('shop', 'reviews', ['v1', 'v2']),
    virtualService('shop', 'reviews', [splitBy('reviews', { v1: 90, v2: 10 })], at - 100),
  ]),
  samples: [
    sample('requests', { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' }, 10),
  ],
};

test('what was sent since a route changed is asked only while one is younger than the window', async () => {
  const quiet = contextOf(world);
  await readGraph(quiet.ctx, all);
  expect(quiet.asked).toEqual([]);
  const changed = contextOf({ ...canary, vectors: { 'sent-since-change': [] } });
  await Promise.all([readGraph(changed.ctx, all), readGraph(changed.ctx, all)]);
  expect(changed.asked).toEqual(['sent-since-change']);
});

test('if that cannot be asked the split waits and the graph says what is missing', async () => {
  const { ctx } = contextOf(canary);
  const { graph } = await readGraph(ctx, all);
  expect(graph.missing).toEqual([{ query: 'sent-since-change', reason: 'Prometheus cannot be reached.' }]);
  expect(graph.edges[0]?.split?.verdict).toBe('waiting');
});

const id = edgeId.parse(
  'wl/Kubernetes/shop/frontend|wl/Kubernetes/treasury/vault|http|Kubernetes/treasury/vault',
);
const details: Pick<World, 'vectors' | 'matrices'> = {
  vectors: {
    p50: byReporter(12),
    p95: byReporter(80),
    p99: [],
    'request bytes': byReporter(1200),
    'response bytes': byReporter(0),
  },
  matrices: {
    rate: [chart({ reporter: 'source' }, [at - 45, 3], [at - 30, null])],
    errors: [
      chart({ reporter: 'source', response_code: '503', response_flags: 'UF,URX' }, [at - 45, 1]),
      chart({ reporter: 'destination', response_code: '500', response_flags: '-' }, [at - 45, 1]),
    ],
    p50: [chart({ reporter: 'source' }, [at - 45, 12])],
    p95: [],
    p99: [],
  },
};

test('an edge has percentiles by reporter, charts with gaps, and the PromQL behind them', async () => {
  const { ctx } = contextOf({ ...world, ...details });
  const edge = edgeResponse.parse(await readEdge(ctx, { ...live, id }));
  expect(edge.percentiles).toEqual([{ reporter: 'source', p50: 12, p95: 80, p99: null }]);
  expect(edge.throughput).toEqual([{ reporter: 'source', request: 1200, response: 0 }]);
  const [rate] = edge.charts.rate;
  expect(rate?.name).toBe('source');
  expect(rate?.points.length).toBe(121);
  expect(rate?.points.filter(([, value]) => value !== null).length).toBeLessThanOrEqual(1);
  expect(edge.charts.codes.map(({ name }) => name)).toEqual(['503 UF URX']);
  expect(edge.promql.find(({ name }) => name === 'p95')?.promql).toContain('source_workload="frontend"');
  expect(edge.missing).toEqual([]);
  expect(edge.governing.map(({ role }) => role)).toContain('service');
});

test('a failed detail leaves its own part empty and says so', async () => {
  const vectors = { p50: byReporter(12), p99: [], 'response bytes': byReporter(7) };
  const { ctx } = contextOf({ ...world, ...details, vectors });
  const edge = await readEdge(ctx, { ...live, id });
  expect(edge.missing).toEqual([
    { query: 'p95', reason: 'Prometheus cannot be reached.' },
    { query: 'request bytes', reason: 'Prometheus cannot be reached.' },
  ]);
  expect(edge.throughput).toEqual([{ reporter: 'source', request: null, response: 7 }]);
  expect(edge.percentiles).toEqual([{ reporter: 'source', p50: 12, p95: null, p99: null }]);
});

test('the far end of an edge stays hidden, in its queries and objects too', async () => {
  const { ctx } = contextOf({ ...world, ...details, namespaces: ['shop'] });
  const { graph } = await readGraph(ctx, all);
  const [hidden] = graph.edges;
  if (hidden === undefined) throw new Error('no edge');
  const edge = await readEdge(ctx, { ...live, id: hidden.id });
  expect(edge.percentiles.length).toBe(1);
  expect(edge.promql).toEqual([]);
  expect(JSON.stringify(edge)).not.toMatch(/treasury|vault/);
  await expect(readEdge(ctx, { ...live, id })).rejects.toMatchObject({ code: 'not-found' });
});

test('a node has its edges, and what is out of sight has no numbers', async () => {
  const { ctx } = contextOf({ ...world, ...details });
  const target = nodeId.parse('wl/Kubernetes/treasury/vault');
  const node = nodeResponse.parse(await readNode(ctx, { ...live, id: target }));
  expect(node.inbound.length).toBe(1);
  expect(node.peers.map(({ name }) => name)).toEqual(['frontend']);
  const narrow = contextOf({ ...world, ...details, namespaces: ['shop'] });
  await expect(readNode(narrow.ctx, { ...live, id: target })).rejects.toMatchObject({ code: 'not-found' });
  const hidden = (await readGraph(narrow.ctx, all)).graph.nodes.find(({ kind }) => kind === 'inaccessible');
  if (hidden === undefined) throw new Error('no hidden node');
  const seen = await readNode(narrow.ctx, { ...live, id: hidden.id });
  expect(seen.percentiles).toEqual([]);
  expect(JSON.stringify(seen)).not.toMatch(/treasury|vault/);
  expect(narrow.asked).toEqual([]);
});

test('a service node that is drawn on request can be looked at', async () => {
  const { ctx } = contextOf({ ...world, ...details });
  const node = await readNode(ctx, { ...live, id: nodeId.parse('svc/Kubernetes/treasury/vault') });
  expect([node.inbound.length, node.outbound.length]).toEqual([1, 1]);
});

test('the status tells the namespaces of the viewer and no credential', () => {
  const { ctx } = contextOf({ ...world, namespaces: ['shop', 'own'] });
  const status = statusResponse.parse(readStatus(ctx));
  expect(status.namespaces).toEqual(['own', 'shop']);
  expect(JSON.stringify(status)).not.toContain('the-viewers-token');
});

const ref = refTo('ConfigMap', 'settings');

test('an object is YAML as Kubernetes reads it, with who manages its fields', async () => {
  const object = {
    metadata: {
      name: 'settings',
      namespace: 'shop',
      resourceVersion: '7',
      managedFields: [{ manager: 'kubectl' }],
    },
    data: { flag: 'on', since: '2026-01-01' },
    apiVersion: 'v1',
    kind: 'ConfigMap',
  };
  const { ctx } = contextOf({ ...world, object: { object, mayPatch: true } });
  const response = objectResponse.parse(await readObject(ctx, ref));
  expect(response).toMatchObject({ resourceVersion: '7', mayPatch: true, findings: [] });
  expect(response.yaml).toBe(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\n  resourceVersion: "7"\n' +
      '  managedFields:\n    - manager: kubectl\n' +
      'data:\n  flag: "on"\n  since: "2026-01-01"\n',
  );
});

test('Secrets and what Weft does not know are not read', async () => {
  const { ctx } = contextOf(world);
  for (const kind of ['Secret', 'Lease']) {
    await expect(readObject(ctx, { ...ref, kind })).rejects.toMatchObject({ code: 'bad-request' });
  }
});

test('the pods of a namespace that the viewer may not read stay unnamed', async () => {
  const bad = { reporter: 'destination', pod: 'vault-1', response_code: '503' };
  const own = { reporter: 'source', pod: 'frontend-1', response_code: '503' };
  const vectors = {
    'requests by pod': [
      { labels: bad, value: 1 },
      { labels: own, value: 3 },
    ],
    'latency by pod': [],
    'p95 by pod': [],
  };
  const { ctx } = contextOf({ ...world, vectors });
  const edge = (await readGraph(ctx, all)).graph.edges[0];
  const whole = await readBreakdown(ctx, { ...live, id: edge?.id ?? edgeId.parse('none') });
  breakdownResponse.parse(whole);
  expect(whole.parts.map(({ dimension }) => dimension)).toEqual(['pod', 'caller-pod']);
  expect(whole.errorsBeforeCallee).toBe(2);
  const narrow = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['shop']) } };
  const seen = (await readGraph(narrow, all)).graph.edges[0];
  const part = await readBreakdown(narrow, { ...live, id: seen?.id ?? edgeId.parse('none') });
  expect(JSON.stringify(part)).not.toContain('vault');
  expect(part.parts.map(({ dimension }) => dimension)).toEqual(['caller-pod']);
});
