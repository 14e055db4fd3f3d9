import { expect, test } from 'vitest';
import { nodesResponse, whyNoEdgeResponse } from '#lib/api/graph-contract.ts';
import { nodeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, sample } from '#lib/graph/testing/traffic.ts';
import { readGraph } from './graph.ts';
import { readNodes } from './known-nodes.ts';
import { all, contextOf, live, type World } from './testing/context.ts';
import { readWhyNoEdge } from './why-no-edge.ts';

const buys: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'cart'),
    ...workload('shop', 'report', { proxy: 'none' }),
    ...workload('treasury', 'vault'),
    service('shop', 'cart'),
    service('treasury', 'vault'),
  ]),
  samples: [sample('requests', buys, 10)],
};
const frontend = nodeId.parse('wl/Kubernetes/shop/frontend');
const cart = nodeId.parse('wl/Kubernetes/shop/cart');
const report = nodeId.parse('wl/Kubernetes/shop/report');
const cartService = nodeId.parse('svc/Kubernetes/shop/cart');
const vault = nodeId.parse('wl/Kubernetes/treasury/vault');

test('what has traffic and what Kubernetes alone knows can be chosen', async () => {
  const { nodes } = nodesResponse.parse(await readNodes(contextOf(world).ctx, live));
  expect(nodes.map(({ id, traffic }) => [id, traffic])).toEqual([
    [cartService, true],
    [cart, true],
    [frontend, true],
    [report, false],
    ['svc/Kubernetes/treasury/vault', false],
    [vault, false],
  ]);
});

test('an edge that is there is the answer, with its ends', async () => {
  const answer = whyNoEdgeResponse.parse(
    await readWhyNoEdge(contextOf(world).ctx, { ...all, from: frontend, to: cart }),
  );
  expect(answer.edges).toHaveLength(1);
  expect(answer.reasons).toEqual([]);
  expect(answer.mentioned.edges.map(({ id }) => id)).toEqual(answer.edges);
  expect(answer.mentioned.nodes.map(({ id }) => id).sort()).toEqual([cart, frontend]);
});

test('a workload without traffic and proxy can be asked about', async () => {
  const answer = await readWhyNoEdge(contextOf(world).ctx, { ...all, from: report, to: cart });
  expect(answer.edges).toEqual([]);
  expect(answer.reasons.map(({ code }) => code)).toContain('caller-without-proxy');
});

test('a Service has an edge of its own only where services are drawn', async () => {
  const { ctx } = contextOf(world);
  const hidden = await readWhyNoEdge(ctx, { ...all, from: frontend, to: cartService });
  expect(hidden.reasons[0]).toMatchObject({ code: 'drawn-at-workload', certainty: 'certain' });
  const drawn = await readWhyNoEdge(ctx, { ...all, services: true, from: frontend, to: cartService });
  expect(drawn.edges).toHaveLength(1);
  expect(drawn.mentioned.edges.map(({ id }) => id)).toEqual(drawn.edges);
});

test('an edge that the chosen namespaces leave out is said to be there', async () => {
  const { ctx } = contextOf(world);
  const answer = await readWhyNoEdge(ctx, { ...all, namespaces: ['treasury'], from: frontend, to: cart });
  expect(answer.reasons[0]).toMatchObject({ code: 'hidden-by-filter' });
  expect(answer.mentioned.edges).toHaveLength(1);
});

test('what the viewer may not read is not offered, and is not there when asked for by its id', async () => {
  const unplaced = sample('requests', buys, 3, {
    destination_workload: '',
    destination_service: 'vault.treasury',
  });
  const { ctx } = contextOf({ ...world, samples: [...world.samples, unplaced], namespaces: ['shop'] });
  const offered = await readNodes(ctx, live);
  expect(JSON.stringify(offered)).not.toMatch(/treasury|vault/);
  const { graph } = await readGraph(ctx, all);
  expect(graph.unplaced.map(({ rate, example }) => [rate, example])).toEqual([[null, {}]]);
  const none = nodeId.parse('wl/Kubernetes/shop/nothing');
  const refusals = [vault, none].map((to) =>
    readWhyNoEdge(ctx, { ...all, from: frontend, to }).catch((error: Error) => error.message),
  );
  const [hidden, absent] = await Promise.all(refusals);
  expect(hidden).toBe(absent);
  const answer = await readWhyNoEdge(ctx, { ...all, from: report, to: frontend });
  expect(answer.reasons.map(({ code }) => code)).toContain('unplaced');
  expect(JSON.stringify(answer)).not.toMatch(/treasury|vault/);
});

test('a node and itself is no question', async () => {
  const asked = readWhyNoEdge(contextOf(world).ctx, { ...all, from: cart, to: cart });
  await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
});
