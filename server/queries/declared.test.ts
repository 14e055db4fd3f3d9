import { expect, test } from 'vitest';
import { edgeResponse } from '#lib/api/details-contract.ts';
import { declaredResponse } from '#lib/api/graph-contract.ts';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { readDeclared } from './declared.ts';
import { readEdge } from './edge.ts';
import { readGraph } from './graph.ts';
import { all, contextOf, live, type World } from './testing/context.ts';

const breaker = (namespace: string, host: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: `${namespace}-breaker`, namespace },
  spec: { host, trafficPolicy: { connectionPool: { tcp: { maxConnections: 3 } } } },
});

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'cart'),
    ...workload('treasury', 'vault'),
    service('shop', 'cart'),
    service('treasury', 'vault'),
    // What a caller of shop does is written in the namespace of the root, which not everybody may read.
    breaker('istio-system', 'cart.shop.svc.cluster.local'),
    breaker('treasury', 'vault.treasury.svc.cluster.local'),
  ]),
  samples: [
    sample('requests', { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' }, 10),
    sample('requests', { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' }, 1),
  ],
};
const withBreaker = ({ edges }: Awaited<ReturnType<typeof readDeclared>>) =>
  Object.entries(edges)
    .filter(([, { breaking }]) => breaking !== null)
    .map(([id]) => /shop\/cart|vault/.exec(id)?.[0] ?? id);

test('what is declared is keyed by the edges and nodes of the graph', async () => {
  const { ctx, asked } = contextOf(world);
  const answer = declaredResponse.parse(await readDeclared(ctx, all));
  const { graph } = await readGraph(ctx, all);
  const edges = new Set<string>(graph.edges.map(({ id }) => id));
  expect(Object.keys(answer.edges).filter((id) => !edges.has(id))).toEqual([]);
  expect(withBreaker(answer).sort()).toEqual(['shop/cart', 'vault']);
  expect(Object.keys(answer.nodes).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
  // It is worked out from what is at hand.
  expect(asked).toEqual([]);
});

test('two viewers who may read the same share one answer', async () => {
  const { ctx } = contextOf(world);
  const [first, second] = await Promise.all([readDeclared(ctx, all), readDeclared(ctx, all)]);
  expect(first).toBe(second);
  expect(await readDeclared(ctx, { ...all, services: true })).not.toBe(first);
});

test('a viewer is told nothing by objects of other namespaces, nor of nodes there', async () => {
  const narrow = contextOf({ ...world, namespaces: ['shop'] }).ctx;
  const answer = await readDeclared(narrow, all);
  expect(withBreaker(answer)).toEqual([]);
  expect(JSON.stringify(answer)).not.toMatch(/vault|treasury|istio-system/);
  expect(Object.values(answer.nodes).map(({ circuitBreaker }) => circuitBreaker)).toEqual([false, false]);
});

test('a kind that could not be read is named', async () => {
  const [id, cluster] = [...world.snapshot.clusters][0] ?? [];
  if (id === undefined || cluster === undefined) throw new Error('the fixture has a cluster');
  const states = new Map(cluster.states).set('DestinationRule', { phase: 'forbidden', reason: 'no' });
  const snapshot = { ...world.snapshot, clusters: new Map([[id, { ...cluster, states }]]) };
  const { unread } = await readDeclared(contextOf({ ...world, snapshot }).ctx, all);
  expect(unread).toEqual([{ kind: 'DestinationRule', phase: 'forbidden' }]);
});

test('an edge tells of itself what the whole answer tells of it', async () => {
  const { ctx } = contextOf(world);
  const { edges } = await readDeclared(ctx, all);
  for (const [id, layers] of Object.entries(edges)) {
    const edge = edgeResponse.parse(await readEdge(ctx, { ...live, id: edgeId.parse(id) }));
    expect(edge.layers).toEqual(layers);
  }
});

test('a view of applications or services is told what is declared for the workloads behind them', async () => {
  const { ctx } = contextOf(world);
  for (const graph of ['app', 'workload', 'service'] as const) {
    const asked = { ...all, graph, namespaces: ['shop'], services: graph !== 'service' };
    const answer = declaredResponse.parse(await readDeclared(ctx, asked));
    const seen = await readGraph(ctx, asked);
    const edges = new Set<string>(seen.graph.edges.map(({ id }) => id));
    expect(
      Object.keys(answer.edges).filter((id) => !edges.has(id)),
      graph,
    ).toEqual([]);
    expect(withBreaker(answer), graph).toContain('shop/cart');
    const cart = seen.graph.nodes.find(({ name }) => name === 'cart');
    expect(answer.nodes[cart?.id ?? nodeId.parse('none')]?.circuitBreaker, graph).toBe(true);
  }
});
