import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import type { RangeSpan } from '../prom/source.ts';
import { readGraph } from './graph.ts';
import { assertKept } from './kept.ts';
import { at, contextOf, type World, window } from './testing/context.ts';

const then = epochSeconds.parse(at - 86_400);
const ask = { window, at: then, namespaces: [], services: false };
const world = (more: Partial<World>): World => ({
  snapshot: mesh(workload('shop', 'cart')),
  samples: [],
  reading: { at: then },
  ...more,
});
const heldFrom = (moment: number): Pick<World, 'vectors' | 'matrices'> => ({
  vectors: { 'any traffic': [] },
  matrices: { 'any traffic': [{ labels: {}, points: [[epochSeconds.parse(moment), 1]] }] },
});

test('a moment that Prometheus does not hold is said to be so, with the next that it does', async () => {
  const { ctx } = contextOf(world(heldFrom(at - 7200)));
  await expect(readGraph(ctx, ask)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/1970-01-11 13:46:40 UTC.*1970-01-12 11:46:40 UTC/),
  });
});

test.each([
  ['series that stand still', { vectors: { 'any traffic': [{ labels: {}, value: 1 }] } }],
  ['no mesh at all, then as now', { vectors: { 'any traffic': [] }, matrices: { 'any traffic': [] } }],
  ['nobody to ask', {}],
])('%s: an ordinary graph without traffic', async (_, answers) => {
  const { ctx } = contextOf(world(answers));
  expect((await readGraph(ctx, ask)).graph.edges).toEqual([]);
});

test('however long ago it was, it is looked at the present too, where what is held may just have begun', async () => {
  const { ctx } = contextOf(world(heldFrom(at)));
  const spans: RangeSpan[] = [];
  const range: typeof ctx.prom.range = (query, span, signal) => {
    spans.push(span);
    return ctx.prom.range(query, span, signal);
  };
  const old = epochSeconds.parse(at - 90 * 86_400 + 7);
  const base = await ctx.prom.reading({ window, at: null }, ctx.signal);
  const watched = { ...ctx, prom: { ...ctx.prom, range } };
  await expect(assertKept(watched, { ...base, at: old })).rejects.toMatchObject({ code: 'not-found' });
  const [coarse, fine] = spans;
  if (coarse === undefined || fine === undefined) throw new Error('it is looked twice');
  expect(coarse.start).toBeLessThanOrEqual(old);
  expect(coarse.end).toBe(at - (at % 60));
  expect(fine.end).toBe(at);
  expect(fine.start).toBeLessThanOrEqual(at - coarse.step);
  for (const span of spans) {
    expect((span.end - span.start) % span.step).toBe(0);
    expect((span.end - span.start) / span.step).toBeLessThanOrEqual(121);
  }
});

test('after years the beginning of what is held is told to the minute', async () => {
  const { ctx } = contextOf(world(heldFrom(at)));
  const begins = at - 5000;
  let asked = 0;
  const range: typeof ctx.prom.range = async (_, { start, end, step }) => {
    asked += 1;
    const moments = Array.from({ length: (end - start) / step + 1 }, (_, i) => start + i * step);
    const points = moments
      .filter((moment) => moment >= begins)
      .map((moment) => [epochSeconds.parse(moment), 1] as const);
    return points.length === 0 ? [] : [{ labels: {}, points }];
  };
  const old = epochSeconds.parse(7);
  const base = await ctx.prom.reading({ window, at: null }, ctx.signal);
  const told = assertKept({ ...ctx, prom: { ...ctx.prom, range } }, { ...base, at: old }).catch(String);
  const [, day = '', time = ''] = /from about (\S+) (\S+) UTC/.exec(`${await told}`) ?? [];
  const found = Date.parse(`${day}T${time}Z`) / 1000;
  expect(found - begins).toBeGreaterThanOrEqual(0);
  expect(found - begins).toBeLessThanOrEqual(60);
  expect(asked).toBeLessThanOrEqual(4);
});

test('it is asked only of a past moment of which nothing was read', async () => {
  const some = contextOf(world({ samples: [sample('requests', { from: null, to: 'shop/cart' }, 1)] }));
  await readGraph(some.ctx, ask);
  const failed = contextOf(
    world({ reading: { at: then, missing: [{ query: 'requests', reason: 'down' }] } }),
  );
  await readGraph(failed.ctx, ask);
  const live = contextOf(world({}));
  await readGraph(live.ctx, { ...ask, at: null });
  expect([some.asked, failed.asked, live.asked]).toEqual([[], [], []]);
});
