import { expect, test } from 'vitest';
import { graphTypes, meshGraph } from '#lib/url/asked-graph.ts';
import { viewName } from './use-view-name.ts';

test('each type of graph keeps its positions, and what it shows beside shares them', () => {
  const shown = { asked: meshGraph, namespaces: ['shop'], services: false };
  const names = graphTypes.map((graph) => viewName({ ...shown, asked: { ...meshGraph, graph } }));
  expect(new Set(names).size).toBe(graphTypes.length);
  // What browsers have kept of the graph of the mesh stays.
  expect(names[0]).toBe('shop');
  const idle = { ...shown, asked: { ...meshGraph, graph: 'app', idle: true } } as const;
  expect(names).toContain(viewName(idle));
});
