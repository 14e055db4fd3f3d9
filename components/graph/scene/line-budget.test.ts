import { expect, test } from 'vitest';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { buildScene } from './build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from './fixture.ts';
import { startPresence } from './presence.ts';

const namespaces = Array.from({ length: 60 }, (_, i) => `ns${i}`);

/** Namespaces of two nodes each, every one of which calls every other: 3,540 lines when all are closed. */
function dense(more: { readonly failing?: string } = {}): TrafficGraph {
  const nodes = namespaces.flatMap((name) => [testNode(`${name}/a`), testNode(`${name}/b`)]);
  const edges = namespaces.flatMap((from, i) =>
    namespaces.flatMap((to, j) => {
      const path = `${from}/a > ${to}/b`;
      const health = path === more.failing ? { health: testHealth('failing', 9, 10) } : {};
      // Whoever calls the last namespace does so seldom: its busiest line is not among the busiest.
      return from === to ? [] : [testEdge(path, j === 59 || i === 59 ? 0.001 : 1 + i + j, health)];
    }),
  );
  return testGraph(nodes, edges);
}

const closed = { ...plainDrawing, labels: [], isCollapsed: () => true };
const sceneOf = (graph: TrafficGraph, options = {}) =>
  buildScene(startPresence(graph), { ...closed, ...options });

test('of very many lines between closed boxes the busiest are drawn, and every box has one', () => {
  const scene = sceneOf(dense());
  expect(scene.lines).toBe(60 * 59);
  expect(scene.edges.length).toBeLessThan(600);
  expect(scene.links).toHaveLength(scene.edges.length);
  const ends = new Set(scene.edges.flatMap(({ source, target }) => [source, target]));
  expect(scene.nodes.filter(({ id }) => !ends.has(id))).toEqual([]);
  const rates = scene.edges.map(({ rate }) => rate ?? 0);
  expect(Math.max(...rates)).toBe(1 + 58 + 57);
  expect(rates.filter((rate) => rate > 100)).toHaveLength(
    dense().edges.filter(({ reports }) => (reports.source?.rate ?? 0) > 100).length,
  );
});

test('a failing edge and a selected one are drawn, however little they carry', () => {
  const [failing, selected] = ['ns1/a > ns59/b', 'ns2/a > ns59/b'];
  const drawn = sceneOf(dense({ failing }), { selected: new Set([selected]) }).edges.map(({ id }) => id);
  expect(drawn).toEqual(expect.arrayContaining([failing, selected]));
});

test('opened, all are drawn', () => {
  const scene = sceneOf(dense(), { isCollapsed: () => false });
  expect(scene.edges).toHaveLength(scene.lines);
});
