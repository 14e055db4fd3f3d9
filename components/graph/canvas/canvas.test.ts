import { expect, test } from 'vitest';
import { boxFrames } from '#lib/layout/box-frames.ts';
import { buildScene } from '../scene/build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from '../scene/fixture.ts';
import { startPresence } from '../scene/presence.ts';
import { boxAt } from './box-at.ts';
import { diffElements, drawnElements, nothingDrawn } from './elements.ts';
import { arrowHead, pieces } from './paint-marks.ts';
import { leaves, type PlateRequest, placePlates } from './place-plates.ts';

const at = (x: number, y: number) => ({ x, y });

const draw = (
  edges: Parameters<typeof testGraph>[1],
  names = ['shop/a', 'shop/b', 'bank/c'],
  before?: ReturnType<typeof drawnElements>,
) =>
  drawnElements(
    buildScene(
      startPresence(
        testGraph(
          names.map((name) => testNode(name)),
          edges,
        ),
      ),
      {
        ...plainDrawing,
        labels: ['rate'],
      },
    ),
    before,
  );

test('new numbers alone change nothing that is drawn by the graph library', () => {
  const diff = diffElements(draw([testEdge('shop/a > shop/b', 12)]), draw([testEdge('shop/a > shop/b', 14)]));
  expect(diff).toEqual({ added: [], changed: [], removed: [] });
});

test('an edge and a node that begin to fail change nothing that is drawn by the graph library', () => {
  const failing = testEdge('shop/a > shop/b', 12, { health: testHealth('failing', 5, 10) });
  const [before, after] = [[testEdge('shop/a > shop/b', 12)], [failing]].map((edges) => draw(edges));
  expect(diffElements(before ?? nothingDrawn, after ?? nothingDrawn)).toEqual({
    added: [],
    changed: [],
    removed: [],
  });
});

test('traffic that ends changes one element, a new node adds its own', () => {
  const before = draw([testEdge('shop/a > shop/b', 12)]);
  const idle = testEdge('shop/a > shop/b', 0, { health: testHealth('idle', null, null) });
  const after = draw([idle, testEdge('shop/a > shop/d', 1)], ['shop/a', 'shop/b', 'bank/c', 'shop/d']);
  const diff = diffElements(before, after);
  expect(diff.changed.map((element) => element.id)).toEqual(['shop/a > shop/b']);
  expect(diff.added.map((element) => element.id)).toEqual(['shop/d', 'shop/a > shop/d']);
  expect(diffElements(after, before).removed.map((element) => element.id)).toEqual([
    'shop/d',
    'shop/a > shop/d',
  ]);
});

test('a line keeps its width while its rate wavers about a border', () => {
  const widths: unknown[] = [];
  let drawn = draw([testEdge('shop/a > shop/b', 25)]);
  for (const rate of [31, 44, 46, 29, 21, 19, 0.7, 0.6, 2]) {
    drawn = draw([testEdge('shop/a > shop/b', rate)], undefined, drawn);
    widths.push(drawn.edges.get('shop/a > shop/b')?.data.line);
  }
  expect(widths).toEqual([1.9, 1.9, 3, 3, 3, 1.9, 1.9, 1.1, 1.9]);
});

test('a course is traced from piece to piece, its arrow head points the way of the last one', () => {
  const straight = { from: { x: 0, y: 0 }, controls: [], to: { x: 100, y: 0 } };
  expect(pieces(straight)).toEqual([{ control: null, to: { x: 100, y: 0 } }]);
  const [tip, left, right] = arrowHead(straight, 1);
  expect(tip).toEqual({ x: 100, y: 0 });
  expect([left.x, right.x].every((x) => x > 90 && x < 100)).toBe(true);
  expect(left.y).toBeCloseTo(-right.y);
  const loop = { from: { x: 0, y: 0 }, controls: [at(0, -60), at(60, -60)], to: at(60, 0) };
  expect(pieces(loop)).toEqual([
    { control: at(0, -60), to: at(30, -60) },
    { control: at(60, -60), to: at(60, 0) },
  ]);
  const [, ...foot] = arrowHead(loop, 1);
  expect(foot.every(({ y }) => y < 0)).toBe(true);
  expect(arrowHead(straight, 6)[1].x).toBeLessThan(left.x);
});

test('a box frames its nodes and is found by a point within it', () => {
  const nodes = [testNode('shop/a'), testNode('shop/b'), testNode('bank/c'), testNode('bank/d')];
  const scene = buildScene(startPresence(testGraph(nodes, [])), plainDrawing);
  const places = new Map([
    ['shop/a', rect(0, 0)],
    ['shop/b', rect(200, 100)],
    ['bank/c', rect(600, 0)],
    ['bank/d', rect(600, 80)],
  ]);
  const frames = boxFrames(scene.nodes, (id) => places.get(id));
  expect(frames.get('Kubernetes/shop')).toEqual({ x: -43.5, y: -50, width: 287, height: 184 });
  expect(boxAt(frames, { x: 100, y: 50 })).toBe('Kubernetes/shop');
  expect(boxAt(frames, { x: 600, y: 10 })).toBe('Kubernetes/bank');
  expect(boxAt(frames, { x: 400, y: 0 })).toBeNull();
});

const rect = (x: number, y: number) => ({ x, y, width: 100, height: 30 });
const request = (id: string, more: Partial<PlateRequest> = {}): PlateRequest => ({
  id,
  from: rect(0, 0),
  to: rect(400, 0),
  along: null,
  width: 60,
  height: 18,
  must: false,
  ...more,
});

test('a line leaves a node at its border, the same from both ends', () => {
  expect(leaves(rect(0, 0), rect(400, 0))).toEqual({ x: 50, y: 0 });
  expect(leaves(rect(400, 0), rect(0, 0))).toEqual({ x: 350, y: 0 });
  expect(leaves(rect(0, 0), rect(0, 200))).toEqual({ x: 0, y: 15 });
  expect(leaves(rect(0, 0), rect(0, 0))).toEqual({ x: 0, y: 0 });
});

test('plates do not cover one another; what finds no room is left out unless it must be drawn', () => {
  const nodes = [rect(0, 0), rect(400, 0)];
  const many = Array.from({ length: 9 }, (_, i) => request(`p${i}`));
  const placed = placePlates(many, nodes);
  expect(placed.get('p0')).toEqual({ x: 200, y: 0 });
  const xs = [...placed.values()].map((at) => at.x).sort((a, b) => a - b);
  expect(xs.length).toBeLessThan(9);
  for (const [i, x] of xs.slice(1).entries()) expect(x - (xs[i] ?? 0)).toBeGreaterThanOrEqual(60);
  expect(placePlates([...many, request('last', { must: true })], nodes).has('last')).toBe(true);
});

test('what must be drawn where nothing is free covers as little as it can', () => {
  const ends = { from: rect(0, 0), to: rect(0, 80) };
  const [first, second] = [request('first', ends), request('second', { ...ends, must: true })];
  // The free part of the line is from 15 to 65: a plate in its middle leaves room for none, at its ends a half of one.
  const placed = placePlates([first, second], [ends.from, ends.to]);
  expect(placed.get('first')).toEqual({ x: 0, y: 40 });
  expect(placed.get('second')?.y).not.toBe(40);
});
