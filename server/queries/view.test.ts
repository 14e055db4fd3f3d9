import { expect, test } from 'vitest';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { contextOf, live, type World } from './testing/context.ts';
import { readView, type ViewQuery } from './view.ts';

const call = (from: string, to: string, reporter = 'destination') => ({
  from,
  to,
  service: to.replace(/-v\d$/, ''),
  reporter,
});
const failing = call('shop/frontend', 'shop/reviews-v2');

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
    ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
    ...workload('treasury', 'vault'),
    service('shop', 'reviews'),
  ]),
  samples: [
    sample('requests', call('shop/frontend', 'shop/reviews-v1'), 9),
    sample('requests', failing, 1),
    failure(failing, '503', 1),
    sample('requests', call('shop/frontend', 'treasury/vault', 'source'), 1),
  ],
};

const query: ViewQuery = {
  ...live,
  options: {
    graphType: 'app',
    namespaces: new Set(['shop']),
    focus: null,
    rates: { http: 'requests', grpc: 'requests', tcp: 'sent' },
    ambientTraffic: 'total',
    serviceNodes: false,
    idleEdges: false,
    latency: null,
    throughput: null,
    serviceEntries: true,
    deadNodes: true,
    idleNodes: false,
    workloadEntries: true,
    membership: true,
    configBadges: true,
    labels: false,
    security: false,
    operations: null,
    waypoints: 'hidden',
    boxBy: [],
  },
};

test('applications in place of workloads, with the health of all their versions', async () => {
  const { ctx } = contextOf(world);
  const { graph } = graphResponse.parse(await readView(ctx, query));
  expect(graph.edges.map(({ source, target, health }) => [source, target, health.status])).toContainEqual([
    'app/Kubernetes/shop/frontend',
    'app/Kubernetes/shop/reviews',
    'failing',
  ]);
  expect(graph.nodes.find(({ name }) => name === 'reviews')).toMatchObject({
    kind: 'app',
    pods: { ready: 2, total: 2 },
    inRate: 10,
  });
});

test('a viewer sees no more of a view than of the graph of the mesh', async () => {
  const { ctx } = contextOf({ ...world, namespaces: ['shop'] });
  const seen = await readView(ctx, query);
  expect(JSON.stringify(seen)).not.toMatch(/treasury|vault/);
  expect(seen.graph.nodes.some(({ kind }) => kind === 'inaccessible')).toBe(true);
});

test('a view of what a refresh brings asks Prometheus nothing more', async () => {
  const { ctx, asked } = contextOf(world);
  expect((await readView(ctx, query)).graph.missing).toEqual([]);
  expect(asked).toEqual([]);
});

test('two viewers of one reading cost as one, and a query that fails takes only its part', async () => {
  const { ctx, asked } = contextOf(world);
  const rates = { ...query.options.rates, grpc: 'total' } as const;
  const slow = { ...query, options: { ...query.options, rates } };
  const [first] = await Promise.all([readView(ctx, slow), readView(ctx, slow)]);
  expect(asked.sort()).toEqual(['flow-messages-received', 'flow-messages-sent']);
  const reason = 'Prometheus cannot be reached.';
  expect(first?.graph.missing).toEqual([
    { query: 'flow-messages-sent', reason },
    { query: 'flow-messages-received', reason },
  ]);
  expect(first?.graph.edges.length).toBeGreaterThan(0);
});
