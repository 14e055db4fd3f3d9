import { expect, test } from 'vitest';
import { breakdownResponse, edgeResponse, nodeResponse } from '#lib/api/details-contract.ts';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, labelsOf, sample } from '#lib/graph/testing/traffic.ts';
import type { AskedGraph } from '#lib/url/asked-graph.ts';
import { readBreakdown } from './breakdown.ts';
import { readCompare } from './compare.ts';
import { readEdge } from './edge.ts';
import { readGraph } from './graph.ts';
import { readNode } from './node.ts';
import { at, contextOf, live, type World } from './testing/context.ts';

const call = (from: string, to: string): Call => ({
  from,
  to,
  service: to.replace(/-v\d$/, ''),
  reporter: 'destination',
});

const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
    ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2' }),
    ...workload('shop', 'ratings'),
    ...workload('shop', 'asleep'),
    ...workload('treasury', 'vault'),
    service('shop', 'reviews'),
    service('shop', 'ratings'),
  ]),
  samples: [
    sample('requests', call('shop/frontend', 'shop/reviews-v1'), 9),
    sample('requests', call('shop/frontend', 'shop/reviews-v2'), 1),
    failure(call('shop/frontend', 'shop/reviews-v2'), '503', 1),
    sample('requests', call('shop/reviews-v2', 'shop/ratings'), 1),
    sample('requests', call('shop/ratings', 'treasury/vault'), 1),
  ],
};

const ask = (graph: AskedGraph['graph'], more: Partial<AskedGraph> = {}) => ({
  ...live,
  namespaces: ['shop'],
  services: false,
  graph,
  ...more,
});

const [reviewsService, ratingsService] = ['svc/Kubernetes/shop/reviews', 'svc/Kubernetes/shop/ratings'];

test.each([
  ['workload', 'wl/Kubernetes/shop/frontend', 'wl/Kubernetes/shop/reviews-v1'],
  ['app', 'app/Kubernetes/shop/frontend', 'app/Kubernetes/shop/reviews'],
  ['versioned-app', 'app/Kubernetes/shop/frontend/wl/frontend', 'app/Kubernetes/shop/reviews/wl/reviews-v2'],
  ['service', reviewsService, ratingsService],
] as const)(
  'the %s graph, and each edge and node of it by the link that shows it',
  async (type, from, to) => {
    const { ctx } = contextOf(world);
    const { graph } = graphResponse.parse(await readGraph(ctx, ask(type)));
    expect(graph.missing).toEqual([]);
    const edge = graph.edges.find(({ source, target }) => source === from && target === to);
    if (edge === undefined) throw new Error(`There is no edge from ${from} to ${to}.`);
    expect(edge.shown).toBe('destination');
    const located = edgeResponse.parse(await readEdge(ctx, { ...ask(type), id: edge.id }));
    expect(located.edge).toEqual(edge);
    const parts = breakdownResponse.parse(await readBreakdown(ctx, { ...ask(type), id: edge.id }));
    expect(parts.promql.length).toBeGreaterThan(0);
    for (const { id } of graph.nodes) {
      expect(nodeResponse.parse(await readNode(ctx, { ...ask(type), id })).node.id).toBe(id);
    }
  },
);

test('charts of an edge ask for the series that were drawn as it', async () => {
  const { ctx } = contextOf(world);
  const promqlOf = async (type: AskedGraph['graph'], id: string) => {
    const { promql } = await readEdge(ctx, { ...ask(type), id: edgeId.parse(id) });
    return promql.map(({ promql: text }) => text).join('\n');
  };
  const { graph: services } = await readGraph(ctx, ask('service'));
  const called = services.edges.find(({ source }) => source === reviewsService);
  const ofService = await promqlOf('service', called?.id ?? '');
  expect(ofService).toContain('source_workload=~"reviews-v1|reviews-v2"');
  expect(ofService).toContain('destination_service_name="ratings"');
  expect(ofService).not.toContain('destination_workload="unknown"');
  const { graph: apps } = await readGraph(ctx, ask('app'));
  const sent = apps.edges.find(({ target }) => target === 'app/Kubernetes/shop/reviews');
  const ofApp = await promqlOf('app', sent?.id ?? '');
  expect(ofApp).toContain('destination_canonical_service="reviews"');
  expect(ofApp).not.toMatch(/destination_(workload|canonical_revision)=/);
});

test('an application has the objects of all its versions, each once', async () => {
  const { ctx } = contextOf(world);
  const reviews = await readNode(ctx, { ...ask('app'), id: nodeId.parse('app/Kubernetes/shop/reviews') });
  const names = reviews.governing.map(({ object }) => `${object?.kind} ${object?.name}`);
  expect(names).toEqual(
    expect.arrayContaining(['Deployment reviews-v1', 'Deployment reviews-v2', 'Service reviews']),
  );
  expect(names.filter((name) => name === 'Service reviews')).toHaveLength(1);
});

test('operations are nodes when asked for, and their charts ask for the label', async () => {
  const browse = call('shop/frontend', 'shop/ratings');
  const labels = { ...labelsOf(browse), response_code: '200', request_operation: 'Browse' };
  const { ctx } = contextOf({
    ...world,
    samples: [sample('requests', browse, 2)],
    vectors: { 'flow-operations': [{ labels, value: 2 }] },
  });
  const asked = ask('app', { operations: true });
  const { graph } = await readGraph(ctx, asked);
  const operation = graph.nodes.find(({ kind }) => kind === 'operation');
  if (operation === undefined) throw new Error('There is no operation.');
  expect(operation.name).toBe('Browse');
  const { inbound, outbound, promql } = await readNode(ctx, { ...asked, id: operation.id });
  expect([inbound, outbound].map(({ length }) => length)).toEqual([1, 1]);
  const [from, to] = ['source_canonical_service="frontend"', 'destination_canonical_service="ratings"'];
  const textOf = (queries: typeof promql) => queries.map(({ promql: text }) => text).join(' ');
  expect(textOf(promql)).toContain('request_operation="Browse"');
  for (const [{ id } = { id: edgeId.parse('none') }, end] of [
    [inbound[0], from],
    [outbound[0], to],
  ] as const) {
    const text = textOf((await readEdge(ctx, { ...asked, id })).promql);
    expect(text).toContain(end);
    expect(text).toContain('request_operation="Browse"');
  }
});

test('what has no traffic is shown when asked for', async () => {
  const { ctx } = contextOf(world);
  const namesOf = async (idle: boolean) =>
    (await readGraph(ctx, ask('app', { idle }))).graph.nodes.map(({ name }) => name);
  expect(await namesOf(false)).not.toContain('asleep');
  expect(await namesOf(true)).toContain('asleep');
});

test('what was selected on the graph of the mesh is still told of in a view', async () => {
  const samples = [
    sample('requests', { from: 'shop/frontend', to: 'shop/ratings', service: 'shop/ratings' }, 5),
  ];
  const { ctx } = contextOf({ ...world, samples });
  const { graph } = await readGraph(ctx, ask('mesh'));
  const [selected] = graph.edges;
  if (selected === undefined) throw new Error('The graph of the mesh has no edge.');
  expect((await readEdge(ctx, { ...ask('app'), id: selected.id })).edge).toEqual(selected);
  expect((await readNode(ctx, { ...ask('service'), id: selected.target })).inbound).toEqual([selected]);
  const nobody = nodeId.parse('app/Kubernetes/shop/nobody');
  await expect(readNode(ctx, { ...ask('app'), id: nobody })).rejects.toMatchObject({ code: 'not-found' });
});

test('who may not read a namespace finds nothing of it in any graph', async () => {
  const { ctx } = contextOf({ ...world, namespaces: ['shop'] });
  for (const type of ['workload', 'app', 'versioned-app', 'service'] as const) {
    const { graph } = await readGraph(ctx, ask(type));
    const [hidden] = graph.edges.filter(({ id }) => id.startsWith('hidden/'));
    const told = hidden === undefined ? null : await readEdge(ctx, { ...ask(type), id: hidden.id });
    expect(JSON.stringify([graph, told])).not.toMatch(/treasury|vault/);
    expect(told?.promql ?? []).toEqual([]);
  }
  await expect(
    readNode(ctx, { ...ask('app'), id: nodeId.parse('app/Kubernetes/treasury/vault') }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('a view is built once for all who may read the same', async () => {
  const { ctx } = contextOf(world);
  const [one, other] = await Promise.all([readGraph(ctx, ask('app')), readGraph(ctx, ask('app'))]);
  expect(one.graph).toBe(other.graph);
  const less = { ...ctx, viewer: { ...ctx.viewer, namespaces: new Set(['shop']) } };
  expect(JSON.stringify(await readGraph(less, ask('app')))).not.toContain('vault');
});

test('two moments of a view are compared as the view draws them', async () => {
  const { ctx } = contextOf(world);
  const then = epochSeconds.parse(at - 3600);
  const reading: typeof ctx.prom.reading = async (time, signal) => {
    const now = await ctx.prom.reading(time, signal);
    const isThen = time.at === then;
    const { samples } = now;
    return {
      ...now,
      at: time.at ?? at,
      samples: isThen ? samples.filter(({ labels }) => labels.source_workload === 'frontend') : samples,
    };
  };
  const both = { ...ctx, prom: { ...ctx.prom, reading } };
  const { changes } = await readCompare(both, { ...ask('service'), vs: then });
  expect(changes.filter(({ mark }) => mark === 'new').map(({ id }) => id)).toContain(
    `${reviewsService}|${ratingsService}|http|Kubernetes/shop/ratings`,
  );
});
