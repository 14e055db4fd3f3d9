import { expect, test } from 'vitest';
import { compareResponse } from '#lib/api/graph-contract.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import type { Context } from '../context.ts';
import type { TrafficReading } from '../prom/source.ts';
import { readCompare } from './compare.ts';
import { at, contextOf, window } from './testing/context.ts';

const cart: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const vault: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const then = epochSeconds.parse(at - 3600);
const snapshot = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'cart'),
  ...workload('treasury', 'vault'),
  service('shop', 'cart'),
  service('treasury', 'vault'),
]);

/** A mesh whose traffic an hour ago was `before` and is `after`. */
function twoMoments(
  before: readonly TrafficSample[],
  after: readonly TrafficSample[],
  namespaces?: string[],
): Context {
  const { ctx } = contextOf({ snapshot, samples: [], ...(namespaces ? { namespaces } : {}) });
  const readings = new Map<number | null, Promise<TrafficReading>>();
  for (const [key, moment, samples] of [
    [null, at, after],
    [then, then, before],
  ] as const) {
    readings.set(
      key,
      ctx.prom.reading({ window, at: null }, ctx.signal).then((base) => ({ ...base, at: moment, samples })),
    );
  }
  const reading: typeof ctx.prom.reading = ({ at: asked }) =>
    readings.get(asked) ?? Promise.reject(new Error('no such moment'));
  return { ...ctx, prom: { ...ctx.prom, reading } };
}

const ask = { window, namespaces: [], services: false };
const calm = [sample('requests', cart, 10), sample('requests', vault, 10)];
const broken = [sample('requests', cart, 10), failure(cart, '503 UH', 5)];

test('what failed since comes first, what is gone is told whole', async () => {
  const ctx = twoMoments(calm, broken);
  const now = compareResponse.parse(await readCompare(ctx, { ...ask, at: null, vs: then }));
  expect([now.before, now.after]).toEqual([then, at]);
  const edge = now.changes.find(({ kind }) => kind === 'edge');
  expect(now.changes[0]?.concern).toBe('fails-more');
  expect(edge).toMatchObject({ concern: 'fails-more', mark: 'changed', errorShare: { after: 0.5 } });
  expect(now.counts.edges).toMatchObject({ lost: 1, changed: 1 });
  expect(now.onlyVersus.edges.map(({ target }) => target)).toEqual(['wl/Kubernetes/treasury/vault']);
});

test('the earlier moment is the one before, whichever is looked at', async () => {
  const ctx = twoMoments(calm, broken);
  const past = await readCompare(ctx, { ...ask, at: then, vs: 'now' });
  expect([past.before, past.after]).toEqual([then, at]);
  expect(past.counts.edges.lost).toBe(1);
  expect(past.onlyVersus.edges).toEqual([]);
});

test('a viewer is told of no change that they may not see', async () => {
  const ctx = twoMoments(calm, broken, ['shop']);
  const seen = await readCompare(ctx, { ...ask, at: null, vs: then });
  expect(seen.changes.length).toBeGreaterThan(0);
  expect(JSON.stringify(seen)).not.toMatch(/treasury|vault/);
});

test('a moment is not compared with itself', async () => {
  const ctx = twoMoments(calm, broken);
  await expect(readCompare(ctx, { ...ask, at: null, vs: 'now' })).rejects.toMatchObject({
    code: 'bad-request',
  });
});
