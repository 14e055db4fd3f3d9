import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import type { Point } from './onset.ts';
import { type EdgeSeries, noSeries, symptomsOf } from './symptoms.ts';

const call: Call = { from: 'shop/web', to: 'shop/cart', service: 'shop/cart' };
const callee: Call = { ...call, reporter: 'destination' };
const both = [sample('requests', call, 10), sample('requests', callee, 10)];

function symptoms(samples: readonly TrafficSample[], series: Partial<EdgeSeries> = {}) {
  const snapshot = mesh([...workload('shop', 'web'), ...workload('shop', 'cart'), service('shop', 'cart')]);
  const graph = testGraph(snapshot, samples);
  const [edge] = graph.edges;
  if (edge === undefined) throw new Error('no edge');
  return symptomsOf(edge, graph, { ...noSeries, ...series });
}

const points = (...values: (number | null)[]): Point[] =>
  values.map((value, i) => [epochSeconds.parse(15 * i), value]);
const at = (outcome: string, of: Call = call) => failure(of, outcome, 1);

test.each([
  ['the caller’s proxy found no host', [at('503 UH')], 'caller-proxy'],
  [
    'the caller’s proxy gave up waiting, the callee was cut off',
    [at('504 UT'), at('0 DC', callee)],
    'caller-proxy',
  ],
  ['no connection, and nothing at the callee', [at('503 URX,UF')], 'wire'],
  ['the connection broke, and the callee tells of it', [at('503 UC'), at('503 UC', callee)], 'callee-app'],
  ['the callee’s proxy limits the rate', [at('429'), at('429 RL', callee)], 'callee-proxy'],
  ['403 without a flag', [at('403'), at('403', callee)], 'cannot-tell'],
  ['500 on both sides', [at('500'), at('500', callee)], 'callee-app'],
  ['the caller hung up', [at('0 DC'), at('0 DC', callee)], 'caller-app'],
])('%s', (_, failures, madeBy) => {
  expect(symptoms([...both, ...failures])).toMatchObject([{ kind: 'errors', madeBy }]);
});

test('the order of flags makes no other outcome', () => {
  const [one] = symptoms([...both, at('503 UF,URX'), at('503 URX,UF')]);
  expect(one).toMatchObject({ outcome: { code: '503', flags: ['UF', 'URX'] }, rate: 2 });
});

test('tries that a retry hid from the caller are told as the callee counts them', () => {
  const [one] = symptoms([...both, failure(callee, '503', 4), failure(call, '503 URX', 0.1)]);
  expect(one).toMatchObject({ kind: 'errors', reporter: 'destination', rate: 4 });
});

test('errors that begin within what is charted have a beginning, and are told as they are now', () => {
  const series = { errors: points(0, 0, 0, 0, 0, 0, 5, 5), requests: points(9, 9, 9, 9, 9, 9, 10, 10) };
  expect(symptoms([...both, at('500')], series)[0]).toMatchObject({ since: 75, rate: 5, share: 0.5 });
});

test('what takes much longer than before is slow; what takes a little longer is not', () => {
  const latency = points(10, 10, 11, 10, 10, 400, 420, 410);
  expect(symptoms(both, { latency })).toMatchObject([{ kind: 'slow', since: 60 }]);
  expect(symptoms(both, { latency: points(10, 10, 11, 10, 10, 16, 17, 16) })).toEqual([]);
});

test('traffic that falls to nothing has stopped', () => {
  expect(symptoms(both, { requests: points(9, 9, 9, 9, 9, 0, 0, 0) })).toMatchObject([
    { kind: 'stopped', before: 9, now: 0 },
  ]);
});

test('traffic is missed against an hour, a day and a week before, where all that are known had it', () => {
  const requests = points(0, 0, 0, 0, 0, 0, 0, 0);
  expect(symptoms(both, { requests, past: [8, 9, null] })).toMatchObject([{ kind: 'stopped', before: 8 }]);
  expect(symptoms(both, { requests, past: [0, 9, 9] })).toEqual([]);
  expect(symptoms(both, { requests, past: [null, null, null] })).toEqual([]);
});

test('an edge that is well has no symptom', () => {
  expect(symptoms(both)).toEqual([]);
});

test('where no pod was chosen the share is of all that is sent to the service', () => {
  const unplaced: Call = { from: 'shop/web', to: null, service: 'shop/cart' };
  const snapshot = mesh([...workload('shop', 'web'), ...workload('shop', 'cart'), service('shop', 'cart')]);
  const graph = testGraph(snapshot, [
    ...both,
    sample('requests', unplaced, 2),
    failure(unplaced, '503 NC', 2),
  ]);
  const edge = graph.edges.find(({ responses }) => responses.length > 0);
  if (edge === undefined) throw new Error('nothing fails');
  const [one] = symptomsOf(edge, graph, noSeries);
  expect(one).toMatchObject({ outcome: { flags: ['NC'] }, rate: 2, errors: 600, total: 3600 });
  expect(one?.kind === 'errors' ? one.share : null).toBeCloseTo(1 / 6);
});
