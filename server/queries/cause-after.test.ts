import { expect, test } from 'vitest';
import { edgeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { causeAfter } from './cause-after.ts';
import { readGraph } from './graph.ts';
import { all, contextOf } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: null, service: 'shop/cart' };

const route = (fault: Record<string, unknown>): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { hosts: ['cart'], http: [{ ...fault, route: [{ destination: { host: 'cart' } }] }] },
});
const injected = { fault: { abort: { percentage: { value: 100 }, httpStatus: 503 } } };
const meshOf = (...objects: readonly KubeObject[]) =>
  mesh([...workload('shop', 'frontend'), ...workload('shop', 'cart'), service('shop', 'cart'), ...objects]);

const { ctx } = contextOf({
  snapshot: meshOf(route(injected)),
  samples: [sample('requests', call, 10), failure(call, '503 FI', 10)],
});
const failing = async () => (await readGraph(ctx, all)).graph.edges[0]?.id ?? edgeId.parse('none');

test('a change that takes the cause away is told so', async () => {
  expect(await causeAfter(ctx, await failing(), meshOf(route({})))).toMatchObject([
    { code: 'cause', outcome: 'passes', says: expect.stringMatching(/^The cause would be gone: .*cart/) },
  ]);
});

test('a change of something else leaves the cause', async () => {
  const other = meshOf(route({ ...injected, timeout: '3s' }));
  expect(await causeAfter(ctx, await failing(), other)).toMatchObject([
    { outcome: 'warns', says: expect.stringMatching(/^The cause would remain: /) },
  ]);
});

test('of an edge that is not there nothing is known, and nothing is stopped', async () => {
  expect(await causeAfter(ctx, edgeId.parse('none'), meshOf())).toMatchObject([
    { code: 'cause', outcome: 'unknown', confirm: null },
  ]);
});

test('where no cause is told it is said of what', async () => {
  const { ctx: untold } = contextOf({
    snapshot: meshOf(),
    samples: [sample('requests', call, 10), failure(call, '503 NC', 10)],
  });
  const edge = (await readGraph(untold, all)).graph.edges[0]?.id ?? edgeId.parse('none');
  const [only] = await causeAfter(untold, edge, meshOf());
  expect(only).toMatchObject({
    outcome: 'unknown',
    says: expect.stringMatching(/: 503 NC, 10.rps, all of them\.$/),
  });
});
