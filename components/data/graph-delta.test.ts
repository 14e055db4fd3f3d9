import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testEdge, testGraph, testHealth, testNode } from '#components/graph/scene/fixture.ts';
import { type GraphResponse, graphResponse } from '#lib/api/graph-contract.ts';
import { perSecond } from '#lib/core/units.ts';
import type { GraphEdge, ResponseRow, TrafficGraph } from '#lib/graph/model.ts';
import { applyDelta, graphDelta, transferable } from './graph-delta.ts';

const answer = (graph: TrafficGraph): GraphResponse => ({ graph, stale: null });
const graphOf = (rate: number, more: Partial<GraphEdge> = {}): GraphResponse =>
  answer(
    testGraph(
      [testNode('shop/a'), testNode('shop/b')],
      [testEdge('shop/a > shop/b', rate, more), testEdge('shop/b > shop/a', 7)],
    ),
  );
/** What the other thread gets: copies, and the numbers themselves. */
const post = (before: GraphResponse | null, after: GraphResponse) => {
  const delta = graphDelta(before, after);
  return structuredClone(delta, { transfer: transferable(delta) });
};

test('the first answer is whole', () => {
  const first = graphOf(5);
  expect(applyDelta(null, post(null, first))).toEqual(first);
});

test('new numbers alone go as numbers, and what has none that changed is the object that was there', () => {
  const [first, second] = [graphOf(5), graphOf(6)];
  const delta = post(first, second);
  expect([delta.nodes.order, delta.nodes.whole, delta.edges.order, delta.edges.whole]).toEqual([
    null,
    [],
    null,
    [],
  ]);
  const applied = applyDelta(first, delta);
  expect(applied).toEqual(second);
  expect(applied.graph.edges[1]).toBe(first.graph.edges[1]);
  expect(applied.graph.edges[0]?.mtls).toBe(first.graph.edges[0]?.mtls);
  expect(first.graph.edges[0]?.reports.source?.rate).toBe(5);
});

test.each([
  ['a state', { health: testHealth('failing', 5, 10) }],
  ['no data where there was a number', { health: testHealth('healthy', null, null) }],
  ['another row of responses', { responses: [row('503'), row('504')] }],
  ['a code', { responses: [row('500')] }],
  ['another number of findings', { findings: { error: 1, warning: 0, info: 0 } }],
  ['another state of mutual TLS', { mtls: { state: 'none', share: null, reporter: 'destination' } }],
] satisfies [string, Partial<GraphEdge>][])('%s makes one element go whole', (_, more) => {
  const first = graphOf(5, { responses: [row('503')] });
  const second = graphOf(6, { responses: [row('503')], ...more });
  const delta = post(first, second);
  expect(delta.edges.whole).toEqual([second.graph.edges[0]]);
  expect(applyDelta(first, delta)).toEqual(second);
});

test('every number of a report, a row, a health and a split arrives where it was', () => {
  // JSON knows no negative zero.
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const numbers = fc.array(number, { minLength: 42, maxLength: 42 });
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const [first, second] = [fullGraph(before), fullGraph(after)];
      const delta = post(first, second);
      expect([delta.nodes.whole, delta.edges.whole]).toEqual([[], []]);
      expect(applyDelta(first, delta)).toEqual(second);
    }),
  );
});

test('elements come, go and change places', () => {
  const { graph } = graphOf(5);
  const second = answer({
    ...graphOf(9).graph,
    nodes: [testNode('shop/c'), ...graph.nodes.toReversed()],
    edges: [testEdge('shop/a > shop/c', 1), ...graph.edges.slice(1)],
  });
  expect(applyDelta(answer(graph), post(answer(graph), second))).toEqual(second);
  expect(applyDelta(second, post(second, answer(graph)))).toEqual(answer(graph));
});

test('why an answer is stale, and what is missing of it, come along', () => {
  const first = graphOf(5);
  const second: GraphResponse = {
    graph: { ...first.graph, missing: [{ query: 'latency', reason: 'timeout' }] },
    stale: { reason: 'Prometheus does not answer.', since: first.graph.at },
  };
  expect(applyDelta(first, post(first, second))).toEqual(second);
});

/** A graph in which every number of traffic is one of `numbers`. */
function fullGraph(numbers: readonly number[]): GraphResponse {
  let next = -1;
  const number = () => {
    next += 1;
    return numbers[next];
  };
  const fill = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, number()]));
  const traffic =
    'rate count errorRate errorCount avgLatency sentBytes receivedBytes sentMessages receivedMessages';
  const health = () => ({ ...testHealth('failing', 1, 2), ...fill('failed total') });
  const route = { cluster: 'Kubernetes', group: '', kind: 'VirtualService', namespace: 'shop', name: 'a' };
  const split = {
    ...{
      route,
      rule: 0,
      weight: 90,
      declared: 0.9,
      verdict: 'compared',
      since: 1,
      deviates: false,
      rules: [],
    },
    ...fill('observed n low high'),
  };
  const edge = {
    ...testEdge('shop/a > shop/a', 1),
    reports: { source: fill(traffic), destination: fill(traffic), waypoint: null, ztunnel: fill(traffic) },
    responses: [
      { ...row('503'), ...fill('rate count') },
      { ...row('504'), ...fill('rate count') },
    ],
    ...{ mtls: { state: 'partial', ...fill('share'), reporter: 'destination' }, split, health: health() },
  };
  const node = { ...testNode('shop/a'), health: health(), ...fill('inRate outRate') };
  return graphResponse.parse({ graph: { ...testGraph([], []), nodes: [node], edges: [edge] }, stale: null });
}

function row(code: string): ResponseRow {
  const rate = perSecond.parse(1);
  return { reporter: 'source', code, grpcStatus: null, flags: ['UH'], error: true, rate, count: 300 };
}
