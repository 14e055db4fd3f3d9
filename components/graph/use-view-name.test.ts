import { expect, test } from 'vitest';
import { graphTypes, meshGraph } from '#lib/url/asked-graph.ts';
import { boxKinds } from '#lib/url/drawing-codec.ts';
import { boxesName, viewName } from './use-view-name.ts';

test('each type of graph keeps its positions, and what it shows beside shares them', () => {
  const shown = { asked: meshGraph, namespaces: ['shop'], services: false };
  const names = graphTypes.map((graph) => viewName({ ...shown, asked: { ...meshGraph, graph } }));
  expect(new Set(names).size).toBe(graphTypes.length);
  // What browsers have kept of the graph of the mesh stays.
  expect(names[0]).toBe('shop');
  const idle = { ...shown, asked: { ...meshGraph, graph: 'app', idle: true } } as const;
  expect(names).toContain(viewName(idle));
});

test('each choice of boxes keeps its positions; those of the first choice stay what they were', () => {
  const choices = [
    [],
    ['namespace'],
    ['app'],
    ['cluster'],
    ['namespace', 'app'],
    ['cluster', 'namespace', 'app'],
  ];
  const names = choices.map((boxes) => boxesName(boxKinds.filter((kind) => boxes.includes(kind))));
  expect(new Set(names).size).toBe(choices.length);
  expect(names[1]).toBe('');
});
