import { expect, test } from 'vitest';
import { incidentTrendsResponse } from '#lib/api/incidents-contract.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, sample } from '#lib/graph/testing/traffic.ts';
import type { MatrixRow, VectorRow } from '#lib/prom/series.ts';
import { readIncidentTrends } from './incident-trends.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live, type World } from './testing/context.ts';

const slow: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const gone: Call = { from: 'shop/order', to: 'shop/auth', service: 'shop/auth' };
const other: Call = { from: 'shop/order', to: 'shop/cart', service: 'shop/cart' };
const end = Math.floor(at / 60) * 60;
const moment = (minutesAgo: number) => epochSeconds.parse(end - minutesAgo * 60);

const vector = (measure: 'requests' | 'latency', of: Call, value: number): VectorRow => ({
  labels: sample(measure, of, value).labels,
  value,
});
/** From 60 minutes ago on, a value before the break and one after it; null for no row. */
const line = (of: Call, breakAgo: number, before: number, after: number | null): MatrixRow => ({
  labels: sample('requests', of, 0).labels,
  points: Array.from({ length: 61 }, (_, i) => 60 - i).flatMap((ago) => {
    const value = ago > breakAgo ? before : after;
    return value === null ? [] : [[moment(ago), value] as const];
  }),
});
const clock = { now: () => at * 1000, after: () => new Promise<void>(() => undefined) };

function worldOf(rest: Partial<World> = {}): World {
  const requests = [vector('requests', slow, 10), vector('requests', gone, 5), vector('requests', other, 5)];
  const latency = [vector('latency', slow, 100)];
  const past = ['an hour', 'a day', 'a week'].flatMap((name) => [
    [`requests ${name} before`, requests],
    [`latency ${name} before`, latency],
  ]);
  return {
    snapshot: mesh(
      ['frontend', 'cart', 'order', 'auth'].flatMap((name) => [
        ...workload('shop', name),
        service('shop', name),
      ]),
    ),
    samples: [sample('requests', slow, 10), sample('latency', slow, 9000), sample('requests', other, 5)],
    vectors: {
      ...Object.fromEntries(past),
      'requests of the last moments': [],
      'errors of the last moments': [],
    },
    matrices: {
      'latency trend': [line(slow, 20, 12, 950)],
      'request trend': [line(gone, 30, 5, null), line(other, 30, 5, 5)],
      'callers seen': [line(other, 30, 1, 1)],
    },
    ...rest,
  };
}

test('of slowness the percentile is told, of what stopped its requests, each by one query', async () => {
  const { ctx, asked } = contextOf(worldOf());
  const { problems } = incidentTrendsResponse.parse(await readIncidentTrends({ ...ctx, clock }, live));
  expect(asked.filter((name) => /trend|seen/.test(name))).toEqual([
    'latency trend',
    'request trend',
    'callers seen',
  ]);
  const told = problems.map(({ measure, points, since }) => ({
    measure,
    since,
    values: [50, 10].map((ago) => points[60 - ago]?.[1]),
  }));
  expect(told).toEqual([
    { measure: 'p95', since: { at: moment(21), known: 'onset' }, values: [12, 950] },
    // The caller is seen, and sends nothing: that is 0, and no gap.
    { measure: 'requests', since: { at: moment(31), known: 'onset' }, values: [5, 0] },
  ]);
});

test('where callers are not seen either nothing is known of what they sent', async () => {
  const { ctx } = contextOf(worldOf({ matrices: { 'request trend': [line(gone, 30, 5, null)] } }));
  const { problems, missing } = await readIncidentTrends({ ...ctx, clock }, live);
  expect(missing.map(({ query }) => query)).toEqual(['latency trend', 'callers seen']);
  expect(problems.map(({ points }) => points.at(-1)?.[1])).toEqual([undefined, null]);
});

test('an edge that is gone has a moment at which it is to be seen, one that is there has none', async () => {
  const { ctx } = contextOf(worldOf());
  const { problems, ends } = await readIncidents({ ...ctx, clock }, live);
  const lastAt = problems.map(({ diagnosis: { edge } }) => ends.find(({ id }) => id === edge)?.lastAt);
  expect(lastAt).toEqual([null, at - 3600]);
});

test('what is missing of what stopped is its harm', async () => {
  const { ctx } = contextOf(worldOf());
  const { problems } = await readIncidents({ ...ctx, clock }, live);
  expect(problems.map(({ rate }) => rate)).toEqual([10, 5]);
});
