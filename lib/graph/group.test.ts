import { expect, test } from 'vitest';
import { nodeId } from '#lib/core/ids.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { focusOn } from './focus.ts';
import { groupByNamespace, worstStatus } from './group.ts';
import { mesh } from './testing/mesh.ts';
import { failure, sample } from './testing/traffic.ts';

const chain = ['shop/a', 'shop/b', 'bank/c', 'bank/d'];
const calls = chain.slice(1).map((to, i) => ({ from: chain[i] ?? null, to, service: to }));
const graph = testGraph(
  mesh([]),
  [
    ...calls.map((call) => sample('requests', call, 10)),
    ...calls.slice(1, 2).map((call) => failure(call, '503 UH', 5)),
  ],
  { live: false },
);

test('a namespace sums what crosses its border and shows the worst in it', () => {
  const [bank, shop] = groupByNamespace(graph);
  expect(bank).toMatchObject({ namespace: 'bank', status: 'failing', failing: 2, inRate: 10, outRate: null });
  expect(shop).toMatchObject({ namespace: 'shop', status: 'healthy', inRate: null, outRate: 10 });
  expect(bank?.nodes.length).toBe(2);
});

test('unknown is worse than healthy and better than degraded', () => {
  expect(worstStatus(['healthy', 'unknown', 'idle'])).toBe('unknown');
  expect(worstStatus(['unknown', 'degraded'])).toBe('degraded');
  expect(worstStatus([])).toBe('idle');
});

test('a focus holds what is within so many hops, in both directions', () => {
  const [a, b, c] = ['shop/a', 'shop/b', 'bank/c'].map((name) => nodeId.parse(`wl/Kubernetes/${name}`));
  if (a === undefined || b === undefined || c === undefined) throw new Error('no ids');
  expect(focusOn(graph, b, 1).nodes.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(focusOn(graph, a, 1).edges.length).toBe(1);
  expect(focusOn(graph, c, 9).nodes.length).toBe(4);
  expect(focusOn(graph, nodeId.parse('wl/gone'), 1)).toBe(graph);
});
