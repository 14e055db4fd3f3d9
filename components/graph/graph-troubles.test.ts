import { expect, test } from 'vitest';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { type GraphTroubles, hasTroubles } from './graph-troubles.ts';
import { testEdge, testGraph, testNode } from './scene/fixture.ts';

const graph = testGraph([testNode('shop/a'), testNode('shop/b')], [testEdge('shop/a > shop/b', 1)]);
const quiet: GraphTroubles = { response: { graph, stale: null }, failing: null, fellBack: null };
const withGraph = (change: Partial<GraphResponse['graph']>): GraphTroubles => ({
  ...quiet,
  response: { ...quiet.response, graph: { ...graph, ...change } },
});

test('a fresh and whole graph has nothing to tell of', () => {
  expect(hasTroubles(quiet)).toBe(false);
});

test.each<[string, GraphTroubles]>([
  ['a query failed', withGraph({ missing: [{ query: 'requests', reason: 'It took too long.' }] })],
  ['nobody reported a request', withGraph({ edges: [] })],
  ['its layout is a grid', { ...quiet, fellBack: 'The layout took longer than 10 s.' }],
])('%s is told of', (_, troubles) => {
  expect(hasTroubles(troubles)).toBe(true);
});
