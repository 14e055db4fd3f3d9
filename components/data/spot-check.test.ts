import { expect, test } from 'vitest';
import { testEdge, testGraph, testNode } from '#components/graph/scene/fixture.ts';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { spotChecked } from './spot-check.ts';

const nodes = (count: number) => Array.from({ length: count }, (_, i) => testNode(`shop/n${i}`));
const answer = (count: number) => ({
  graph: testGraph(nodes(count), [testEdge('shop/n0 > shop/n1', 1)]),
  stale: null,
});

test('an answer as the contract has it passes, whatever its size', () => {
  for (const count of [2, 3000]) {
    const body = answer(count);
    expect(spotChecked.parse(body)).toBe(body);
  }
});

test('elements of another version do not pass, and it is said where they differ', () => {
  const body = answer(3000);
  const other = {
    ...body,
    graph: { ...body.graph, nodes: body.graph.nodes.map(({ health: _, ...node }) => node) },
  };
  expect(spotChecked.safeParse(other).error?.issues[0]?.path).toEqual(['graph', 'nodes', 0, 'health']);
});

test.each([null, 'text', {}, { graph: null }, { graph: { nodes: [], edges: [] } }])(
  'what is no answer does not pass: %j',
  (body) => {
    expect(graphResponse.safeParse(body).success).toBe(false);
    expect(spotChecked.safeParse(body).success).toBe(false);
  },
);
