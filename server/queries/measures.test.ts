import { expect, test } from 'vitest';
import { measuresResponse } from '#lib/api/graph-contract.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, labelsOf, sample } from '#lib/graph/testing/traffic.ts';
import { readGraph } from './graph.ts';
import { type MeasuresQuery, readMeasures } from './measures.ts';
import { at, contextOf, live, type World } from './testing/context.ts';

const calls: readonly Call[] = [
  { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' },
  { from: 'shop/frontend', to: 'shop/reviews-v2', service: 'shop/reviews' },
  { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' },
  { from: 'shop/cart', to: 'treasury/vault', service: 'treasury/vault' },
];
const histogram = (call: Call, counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([le, value]) => ({ labels: { ...labelsOf(call), le }, value }));
const reviews = calls.slice(0, 2);

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
    ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
    ...workload('shop', 'cart'),
    ...workload('treasury', 'vault'),
    service('shop', 'reviews'),
    service('shop', 'cart'),
    service('treasury', 'vault'),
  ]),
  samples: calls.flatMap((call) => [sample('requests', call, 10), sample('latency', call, 100)]),
  vectors: {
    'edges-p95': calls.map((call, i) => ({ labels: labelsOf(call), value: 100 * (i + 1) })),
    'edges-request-bytes': calls.map((call) => ({ labels: labelsOf(call), value: 1000 })),
    'edges-latency-buckets': reviews.flatMap((call, i) =>
      histogram(call, { 100: i === 0 ? 10 : 0, 200: 10, '+Inf': 10 }),
    ),
    'flow-requests': calls.map((call) => ({
      labels: { ...labelsOf(call), response_code: '200', response_flags: '-' },
      value: 10,
    })),
    'flow-tcp-sent': [],
    'flow-latency': [],
    'flow-security': [],
    'flow-security-tcp': [],
  },
};

const asking = (more: Partial<MeasuresQuery> = {}) => ({
  ...live,
  of: ['p95'] as MeasuresQuery['of'],
  namespaces: [] as readonly string[],
  services: false,
  ...more,
});

/** Values at the source by the end of an edge's id, `source → target` by names. */
async function told(ctx: Parameters<typeof readMeasures>[0], query: ReturnType<typeof asking>) {
  const measured = measuresResponse.parse(await readMeasures(ctx, query));
  const { graph } = await readGraph(ctx, query);
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const values = measured.edges.map(({ id, reports }) => {
    const edge = edges.get(id);
    if (edge === undefined) throw new Error(`The graph has no edge ${id}.`);
    return [`${names.get(edge.source)} → ${names.get(edge.target)}`, reports[0]?.values] as const;
  });
  return { measured, values: Object.fromEntries(values) };
}

test('percentiles stand on the edges that the graph has', async () => {
  const { ctx, asked } = contextOf(world);
  const { values, measured } = await told(ctx, asking({ of: ['p95', 'request-throughput'] }));
  expect(values).toEqual({
    'frontend → reviews-v1': { p95: 100, 'request-throughput': 1000 },
    'frontend → reviews-v2': { p95: 200, 'request-throughput': 1000 },
    'frontend → cart': { p95: 300, 'request-throughput': 1000 },
    'cart → vault': { p95: 400, 'request-throughput': 1000 },
  });
  expect(measured).toMatchObject({ at, of: ['p95', 'request-throughput'], missing: [] });
  expect(asked).toEqual(['edges-p95', 'edges-request-bytes']);
});

test('an edge into a service has the percentile of all its workloads together', async () => {
  const { ctx, asked } = contextOf(world);
  const { values } = await told(ctx, asking({ services: true, of: ['p95', 'request-throughput'] }));
  // Of 20 requests a second the 19th falls into the last tenth of the second bucket.
  expect(values['frontend → reviews']?.p95).toBeCloseTo(190, 9);
  expect(values['frontend → reviews']?.['request-throughput']).toBe(2000);
  expect(values['reviews → reviews-v2']).toEqual({ p95: 200, 'request-throughput': 1000 });
  expect(asked).toEqual(['edges-p95', 'edges-latency-buckets', 'edges-request-bytes']);
});

test.each([
  ['workload', 'frontend → reviews-v1', 100],
  ['app', 'frontend → reviews', 190],
  ['versioned-app', 'frontend → cart', 300],
] as const)('in the view of graph=%s', async (graph, edge, p95) => {
  const { ctx } = contextOf(world);
  const { values } = await told(ctx, asking({ graph }));
  expect(values[edge]?.p95).toBeCloseTo(p95, 9);
});

test('chosen namespaces leave the other edges out, and are asked for in one query', async () => {
  const { ctx } = contextOf(world);
  const { values, measured } = await told(ctx, asking({ namespaces: ['treasury'] }));
  expect(values).toEqual({ 'cart → vault': { p95: 400 } });
  expect(measured.promql).toHaveLength(1);
  expect(measured.promql[0]?.promql).toContain('source_workload_namespace=~"treasury"');
});

test('who may not read a namespace is told of its edges by ids that name nothing', async () => {
  const { ctx } = contextOf({ ...world, namespaces: ['shop'] });
  const { measured } = await told(ctx, asking());
  expect(JSON.stringify(measured)).not.toMatch(/treasury|vault/);
  expect(measured.edges.some(({ id }) => id.startsWith('hidden/'))).toBe(true);
  expect(measured.edges).toHaveLength(4);
});

test('a query that fails leaves its part out, by name', async () => {
  const { 'edges-p95': _, ...others } = world.vectors ?? {};
  const { ctx } = contextOf({ ...world, vectors: others });
  const { measured, values } = await told(ctx, asking({ of: ['p95', 'request-throughput'] }));
  expect(measured.missing).toEqual([{ query: 'edges-p95', reason: 'Prometheus cannot be reached.' }]);
  expect(values['frontend → cart']).toEqual({ 'request-throughput': 1000 });
});

test('all who look at the same are answered by one asking, failures too, until the next reading', async () => {
  const { ctx, asked } = contextOf({ ...world, vectors: {} });
  const answers = await Promise.all([readMeasures(ctx, asking()), readMeasures(ctx, asking())]);
  answers.push(await readMeasures(ctx, asking()));
  expect(new Set(answers).size).toBe(1);
  expect(asked).toEqual(['edges-p95']);
});

test('at a past moment what failed is asked again', async () => {
  const then = epochSeconds.parse(at - 3600);
  const { ctx, asked } = contextOf({ ...world, vectors: {} });
  await readMeasures(ctx, asking({ at: then }));
  await readMeasures(ctx, asking({ at: then }));
  expect(asked).toEqual(['edges-p95', 'edges-p95']);
});
