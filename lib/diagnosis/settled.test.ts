import { expect, test } from 'vitest';
import { seconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { Lately } from './lately.ts';
import { settled } from './settled.ts';
import { walk } from './walk.ts';

const names = ['edge', 'web', 'cart'];
const snapshot = mesh(names.flatMap((name) => [...workload('shop', name), service('shop', name)]));
const call = (from: string, to: string, errors: number) =>
  ['source', 'destination'].flatMap((reporter) => {
    const own: Call = { from: `shop/${from}`, to: `shop/${to}`, service: `shop/${to}`, reporter };
    return [sample('requests', own, 20), ...(errors > 0 ? [failure(own, '500', errors)] : [])];
  });
const graph = testGraph(snapshot, [...call('edge', 'web', 5), ...call('web', 'cart', 5)]);
const idOf = (from: string) => {
  const found = graph.edges.find(({ source }) => source.endsWith(from));
  if (found === undefined) throw new Error(`nothing leaves ${from}`);
  return found.id;
};
/** Errors per second of the last 45 seconds, of requests that go on. */
const latelyWith = (failed: Readonly<Record<string, number>>): Lately => ({
  span: seconds.parse(45),
  rates: new Map(graph.edges.map(({ id }) => [id, { source: 20 }])),
  failed: new Map(Object.entries(failed).map(([from, rate]) => [idOf(from), { source: rate }])),
});
const told = (over = false) => walk({ graph, snapshot }).map((problem) => ({ ...problem, over }));

test('a problem whose errors have ended is told as it was, and its edges accuse nobody else', () => {
  const { problems, edges } = settled(told(), graph, latelyWith({}));
  expect(problems).toEqual(told());
  expect([...edges].sort()).toEqual([idOf('edge'), idOf('web')].sort());
  expect(walk({ graph, snapshot, settled: edges })).toEqual([]);
});

test('while errors go on nothing is settled', () => {
  expect(settled(told(), graph, latelyWith({ web: 5 })).problems).toEqual([]);
});

test('an edge further up that fails for another reason is looked at', () => {
  const { problems, edges } = settled(told(), graph, latelyWith({ edge: 5 }));
  expect(problems).toHaveLength(1);
  expect(edges).toEqual(new Set([idOf('web')]));
});

test('few errors may have paused by chance, unless they had ended before', () => {
  const rare = testGraph(snapshot, call('web', 'cart', 0.1));
  const before = (over: boolean) => walk({ graph: rare, snapshot }).map((problem) => ({ ...problem, over }));
  expect(before(false)).toHaveLength(1);
  expect(settled(before(false), rare, latelyWith({})).problems).toEqual([]);
  expect(settled(before(true), rare, latelyWith({})).problems).toHaveLength(1);
});

test('where the last moments are not known nothing ends, and what had ended stays so', () => {
  const untold = [null, { ...latelyWith({}), failed: null }, { ...latelyWith({}), rates: new Map() }];
  for (const lately of untold) {
    expect(settled(told(), graph, lately).problems).toEqual([]);
    expect(settled(told(true), graph, lately).edges.size).toBe(2);
  }
});
