import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, sample } from '#lib/graph/testing/traffic.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import type { TrafficReading } from '../prom/source.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const other: Call = { from: 'shop/frontend', to: 'shop/auth', service: 'shop/auth' };
const snapshot = mesh([
  ...['frontend', 'cart', 'auth'].flatMap((name) => [...workload('shop', name), service('shop', name)]),
]);
const rows = (...calls: readonly (readonly [Call, number])[]): readonly VectorRow[] =>
  calls.map(([of, value]) => ({ labels: sample('requests', of, value).labels, value }));

const busy = rows([call, 10], [other, 10]);
const never = () => new Promise<void>(() => undefined);
const clock = { now: () => at * 1000, after: never };
const past = (requests: readonly VectorRow[]) =>
  Object.fromEntries(
    ['an hour', 'a day', 'a week'].flatMap((name) => [
      [`requests ${name} before`, requests],
      [`latency ${name} before`, []],
    ]),
  );

/** Only `auth` is called now. */
const world = (vectors: Readonly<Record<string, readonly VectorRow[]>>) => {
  const { ctx, asked } = contextOf({ snapshot, samples: [sample('requests', other, 10)], vectors });
  return { ctx: { ...ctx, clock }, asked };
};
const symptoms = ({ problems }: Awaited<ReturnType<typeof readIncidents>>) =>
  problems.map(({ diagnosis }) => diagnosis.symptom.kind);

test('traffic that was there an hour, a day and a week before, and is gone, is an incident', async () => {
  const { ctx } = world({
    ...past(busy),
    'requests of the last moments': [],
    'errors of the last moments': [],
  });
  const told = await readIncidents(ctx, live);
  expect(symptoms(told)).toEqual(['stopped']);
  expect(told.nodes.map(({ name }) => name).sort()).toEqual(['cart', 'frontend']);
  expect(told.missing).toEqual([]);
});

test('what was as silent a day before has not stopped', async () => {
  const vectors = { ...past(busy), 'requests a day before': rows([other, 10]) };
  expect(symptoms(await readIncidents(world(vectors).ctx, live))).toEqual([]);
});

test('a past that Prometheus does not hold says nothing', async () => {
  const { ctx } = world({
    ...past([]),
    'requests of the last moments': [],
    'errors of the last moments': [],
  });
  expect(symptoms(await readIncidents(ctx, live))).toEqual([]);
});

test('queries that fail are missing, and the rest is told', async () => {
  const { ctx } = world({});
  const { missing } = await readIncidents(ctx, live);
  expect(missing.map(({ query }) => query)).toContain('requests a week before');
  expect(missing.map(({ query }) => query)).toContain('requests of the last moments');
});

test('the past is asked for once an hour, however many graphs and viewers there are', async () => {
  const { ctx, asked } = world({
    ...past(busy),
    'requests of the last moments': [],
    'errors of the last moments': [],
  });
  const look = (seconds: number) => {
    const reading = async (): Promise<TrafficReading> => ({
      ...(await ctx.prom.reading(live, ctx.signal)),
      at: epochSeconds.parse(at + seconds),
    });
    return { ...ctx, prom: Object.assign(Object.create(ctx.prom), { reading }) };
  };
  const one = look(0);
  await Promise.all([readIncidents(one, live), readIncidents(one, live)]);
  const before = asked.filter((name) => name.endsWith(' before')).length;
  expect(before).toBe(6);
});

test('nobody waits for a past that does not come', async () => {
  const { ctx } = contextOf({ snapshot, samples: [sample('requests', other, 10)] });
  const hanging = { ...ctx, prom: { ...ctx.prom, instant: () => new Promise<never>(() => undefined) } };
  const told = await readIncidents({ ...hanging, clock: { ...clock, after: () => Promise.resolve() } }, live);
  expect(told.missing).toContainEqual({
    query: 'traffic before',
    reason: 'What was an hour, a day and a week before is still being asked.',
  });
});

test('what stopped and has not come back is not told to have recovered, though it was as silent an hour before by now', async () => {
  const vectors: Record<string, readonly VectorRow[]> = {
    ...past(busy),
    'requests of the last moments': [],
    'errors of the last moments': [],
  };
  const { ctx } = contextOf({ snapshot, samples: [], vectors });
  const look = (later: number, ...calls: readonly Call[]) => {
    const reading: TrafficReading = {
      at: epochSeconds.parse(at + later),
      window: live.window,
      scrapeInterval: seconds.parse(15),
      samples: calls.map((of) => sample('requests', of, 10)),
      missing: [],
      stale: null,
    };
    const prom = Object.assign(ctx.prom, { reading: () => Promise.resolve(reading) });
    const then = { now: () => (at + later) * 1000, after: never };
    return readIncidents({ ...ctx, prom, clock: then }, live);
  };
  expect(symptoms(await look(0, other))).toEqual(['stopped']);
  expect(symptoms(await look(120, other))).toEqual(['stopped']);
  Object.assign(vectors, past(rows([other, 10])));
  const silent = await look(3650, other);
  expect([symptoms(silent), silent.recovered.map((each) => each.silent)]).toEqual([[], [true]]);
  expect((await look(3665, other, call)).recovered.map((each) => each.silent)).toEqual([false]);
});
