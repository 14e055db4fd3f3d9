import { expect, test } from 'vitest';
import { incidentTrendsResponse } from '#lib/api/incidents-contract.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { MatrixRow } from '#lib/prom/series.ts';
import type { HistoryStore } from '../history/history.ts';
import { change } from '../history/testing/change.ts';
import { readIncidentTrends } from './incident-trends.ts';
import { at, contextOf, live, type World } from './testing/context.ts';
import { halfFails, twoNamespaces } from './testing/two-namespaces.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const hidden: Call = { from: 'treasury/teller', to: 'treasury/vault', service: 'treasury/vault' };
const end = Math.floor(at / 60) * 60;
const moment = (minutesAgo: number) => epochSeconds.parse(end - minutesAgo * 60);
const errorsOf = (of: Call, ...points: [minutesAgo: number, value: number][]): MatrixRow => ({
  labels: failure(of, '500', 1).labels,
  points: points.map(([ago, value]) => [moment(ago), value]),
});
/** What became slow or stopped is asked for by whoever looks first. */
const ofTrends = (name: string) => !/ before$| last moments$/.test(name);
/** The callers were seen all the time but for the minutes that are left out. */
const seen = (...without: number[]): MatrixRow => ({
  labels: {},
  points: Array.from({ length: 61 }, (_, i) => 60 - i)
    .filter((ago) => !without.includes(ago))
    .map((ago) => [moment(ago), 1]),
});
const lately = Array.from({ length: 20 }, (_, i): [number, number] => [19 - i, 5]);

const worldOf = (rest: Partial<World> = {}): World => ({
  snapshot: twoNamespaces,
  samples: halfFails(call),
  matrices: { 'error trend': [errorsOf(call, ...lately)], 'callers seen': [seen(40)] },
  ...rest,
});
const historyOf = (list: HistoryStore['list']): HistoryStore => ({
  list,
  append: async () => undefined,
  count: async () => [],
  trouble: () => null,
  lasting: () => true,
  close: async () => undefined,
});
const slowly = { now: () => at * 1000, after: () => new Promise<void>(() => undefined) };

test('errors over an hour, where they are going and when they began, by two queries for all', async () => {
  const { ctx, asked } = contextOf(worldOf({ samples: [...halfFails(call), ...halfFails(hidden)] }));
  const answer = incidentTrendsResponse.parse(await readIncidentTrends({ ...ctx, clock: slowly }, live));
  expect(asked.filter(ofTrends)).toEqual(['error trend', 'callers seen']);
  const [problem] = answer.problems;
  expect(problem?.points).toHaveLength(61);
  // Nothing failed, nothing is known, and errors.
  expect([60, 40, 10].map((ago) => problem?.points[60 - ago]?.[1])).toEqual([0, null, 5]);
  expect(problem).toMatchObject({ trend: 'steady', since: { at: moment(20), known: 'onset' } });
});

test('where nothing is wrong nothing is asked', async () => {
  const { ctx, asked } = contextOf(worldOf({ samples: [sample('requests', call, 10)] }));
  expect(await readIncidentTrends(ctx, live)).toMatchObject({ problems: [], missing: [] });
  expect(asked.filter(ofTrends)).toEqual([]);
});

test('a query that fails takes its part away and no other', async () => {
  const { ctx } = contextOf(worldOf({ matrices: {} }));
  const { problems, missing } = await readIncidentTrends({ ...ctx, clock: slowly }, live);
  expect(missing.map(({ query }) => query)).toEqual(['error trend', 'callers seen']);
  expect(problems).toEqual([expect.objectContaining({ points: [], trend: null })]);
});

test('what changed before it began, of what the viewer may read', async () => {
  const { ctx } = contextOf(
    worldOf({ namespaces: ['shop'], samples: [...halfFails(call), ...halfFails(hidden)] }),
  );
  const asked: unknown[] = [];
  const kept = [
    change('rollout', moment(21), { object: refTo('Deployment', 'cart') }),
    change('later', moment(3), { object: refTo('Deployment', 'cart') }),
    change('unrelated', moment(21), { object: refTo('VirtualService', 'other') }),
  ];
  const history = historyOf(async (query) => {
    asked.push(query.namespaces);
    return kept;
  });
  const answer = await readIncidentTrends({ ...ctx, history, clock: slowly }, live);
  expect(asked).toEqual([new Set(['shop'])]);
  expect(answer.problems.map(({ changes }) => changes.map(({ id }) => id))).toEqual([['rollout']]);
  expect(JSON.stringify(answer)).not.toMatch(/treasury|teller|vault/);
});

test('a history that does not answer holds up nothing', async () => {
  const { ctx } = contextOf(worldOf());
  const history = historyOf(() => new Promise(() => undefined));
  const { problems, missing } = await readIncidentTrends({ ...ctx, history }, live);
  expect(problems).toHaveLength(1);
  expect(missing).toEqual([{ query: 'what changed', reason: 'The history does not answer.' }]);
});
