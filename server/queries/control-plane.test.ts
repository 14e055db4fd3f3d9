import { expect, test } from 'vitest';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live, type World } from './testing/context.ts';

const call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const clock = { now: () => at * 1000, after: () => new Promise<void>(() => undefined) };
const told = async (ready: boolean, rest: Partial<World> = {}, selection = live) => {
  const snapshot = mesh([
    ...workload('shop', 'frontend'),
    ...workload('shop', 'cart'),
    service('shop', 'cart'),
    ...workload('istio-system', 'istiod', { proxy: 'none', ready }),
  ]);
  const { ctx } = contextOf({ snapshot, samples: [sample('requests', call, 10)], ...rest });
  const { controlPlane } = await readIncidents({ ...ctx, clock }, selection);
  return controlPlane.map(({ code, culprit }) => `${code} ${culprit?.object.name ?? '-'}`);
};

test('an istiod that is down is told of though no request fails', async () => {
  expect(await told(false)).toEqual(['istiod-down istiod']);
  expect(await told(true)).toEqual([]);
});

test('what proxies refuse is told of by what istiod counts', async () => {
  const vectors = { 'refused configurations': [{ labels: { type: 'lds' }, value: 3 }] };
  expect(await told(true, { vectors })).toEqual(['configuration-rejected -']);
});

test('whose object it is is not told to who may not read it', async () => {
  expect(await told(false, { namespaces: ['shop'] })).toEqual(['istiod-down -']);
});
