import { expect, test } from 'vitest';
import { timelineResponse } from '#lib/api/timeline-contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import type { RangeSpan } from '../prom/source.ts';
import { at, contextOf, type World } from './testing/context.ts';
import { readTimeline } from './timeline.ts';

const hour = { span: seconds.parse(3600), end: null, namespaces: [] };
const row = (labels: Record<string, string>, ...values: [number, number][]) => ({
  labels: { reporter: 'source', ...labels },
  points: values.map(([t, value]) => [epochSeconds.parse(t), value] as const),
});
const last = Math.floor(at / 30) * 30;
const matrices: World['matrices'] = {
  'timeline requests': [row({}, [last, 40])],
  'timeline errors': [row({ response_code: '503' }, [last, 4])],
};
const world: World = { snapshot: mesh([]), samples: [], matrices };

/** A context that notes which spans were asked for. */
function watched(given: World) {
  const { ctx, asked } = contextOf(given);
  const spans: RangeSpan[] = [];
  const range: typeof ctx.prom.range = (query, span, signal) => {
    spans.push(span);
    return ctx.prom.range(query, span, signal);
  };
  return { ctx: { ...ctx, prom: { ...ctx.prom, range } }, asked, spans };
}

test('a timeline is two range queries on one grid, up to now', async () => {
  const { ctx, asked, spans } = watched(world);
  const timeline = timelineResponse.parse(await readTimeline(ctx, hour));
  expect(asked).toEqual(['timeline requests', 'timeline errors']);
  expect(spans.map(({ start, end, step }) => [start, end, step])).toEqual([
    [last - 3600, last, 30],
    [last - 3600, last, 30],
  ]);
  expect(timeline.points.length).toBe(121);
  expect(timeline.points.at(-1)).toEqual({ at: last, rate: 40, errors: 4 });
  expect(timeline.points[0]).toEqual({ at: last - 3600, rate: null, errors: null });
  expect(timeline.reporter).toBe('source');
});

test('viewers within one step ask for the same moments', async () => {
  const { ctx, spans } = watched(world);
  await readTimeline({ ...ctx, clock: { ...ctx.clock, now: () => (last + 1) * 1000 } }, hour);
  await readTimeline({ ...ctx, clock: { ...ctx.clock, now: () => (last + 29) * 1000 } }, hour);
  expect(new Set(spans.map(({ end }) => end))).toEqual(new Set([last]));
});

test('it ends where it is asked to, never later than now', async () => {
  const { ctx, spans } = watched(world);
  await readTimeline(ctx, { ...hour, end: epochSeconds.parse(at - 50_000) });
  await readTimeline(ctx, { ...hour, end: epochSeconds.parse(at + 50_000) });
  expect(spans.map(({ end }) => end)).toEqual([
    ...Array(2).fill(Math.floor((at - 50_000) / 30) * 30),
    ...Array(2).fill(last),
  ]);
});

test('whoever may not read all gets what their namespaces take part in', async () => {
  const { ctx } = watched({ ...world, namespaces: ['shop', 'bank'] });
  const { promql } = await readTimeline(ctx, hour);
  for (const { promql: text } of promql) {
    const selectors = text.match(/istio_requests_total\{[^}]*\}/g) ?? [];
    expect(selectors.length).toBeGreaterThan(0);
    for (const selector of selectors) expect(selector).toContain('_namespace=~"bank|shop"');
  }
  const chosen = await readTimeline(ctx, { ...hour, namespaces: ['shop', 'treasury'] });
  expect(JSON.stringify(chosen.promql)).not.toContain('treasury');
});

test('whoever may read none of what was chosen asks nothing', async () => {
  const { ctx, asked } = watched({ ...world, namespaces: ['shop'] });
  const timeline = await readTimeline(ctx, { ...hour, namespaces: ['treasury'] });
  expect(asked).toEqual([]);
  expect(timeline.reporter).toBeNull();
  expect(timeline.points.every(({ rate }) => rate === null)).toBe(true);
});

test('errors that cannot be asked for are said to be missing; requests are all there is', async () => {
  const half = watched({ ...world, matrices: { 'timeline requests': [row({}, [last, 40])] } });
  const timeline = await readTimeline(half.ctx, hour);
  expect(timeline.points.at(-1)).toEqual({ at: last, rate: 40, errors: null });
  expect(timeline.missing).toEqual([{ query: 'timeline errors', reason: 'Prometheus cannot be reached.' }]);
  const none = watched({ ...world, matrices: {} });
  await expect(readTimeline(none.ctx, hour)).rejects.toMatchObject({ code: 'unavailable' });
});
