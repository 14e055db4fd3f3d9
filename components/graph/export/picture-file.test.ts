import { expect, test } from 'vitest';
import { edge, graph as graphOf, healthOf, node } from '#lib/graph/testing/elements.ts';
import { boxFrames } from '#lib/layout/box-frames.ts';
import type { Palette } from '../canvas/palette.ts';
import type { Picture } from '../canvas/picture.ts';
import { buildScene } from '../scene/build-scene.ts';
import { plainDrawing } from '../scene/fixture.ts';
import { startPresence } from '../scene/presence.ts';
import { emptyScene } from '../scene/scene.ts';
import { captionOf, fileName, graphJson } from './graph-json.ts';
import { sightFrame, svgText, wholeFrame } from './picture-file.ts';

const hostile = 'pay</text><script>"';
const graph = graphOf(
  [
    node('shop/cart-v1'),
    node('bank/pay-v1', { app: hostile, health: healthOf('failing') }),
    node('shop/far-v1', { kind: 'service', name: 'faraway' }),
  ],
  [edge('shop/cart-v1 > bank/pay-v1', { count: 300, errors: 30 }, { health: healthOf('failing') })],
);
const scene = buildScene(startPresence(graph), {
  ...plainDrawing,
  labels: ['rate'],
});
const places = [0, 300, 2000];
const rects = new Map(
  scene.nodes.map(({ id, width, height }, i) => [id, { x: places[i] ?? 0, y: 0, width, height }]),
);
const [line] = scene.edges;
if (!line) throw new Error('no edge');
const picture: Picture = {
  scene,
  // Every colour is named by its token: what is drawn in which can be read in the file.
  palette: new Proxy({} as Palette, { get: (_, name) => String(name) }),
  rects,
  frames: boxFrames(scene.nodes, (id) => rects.get(id)),
  plates: [{ edge: line, at: { x: 150, y: 0 }, width: 60 }],
  lines: [{ edge: line, course: { from: { x: 60, y: 0 }, to: { x: 240, y: 0 }, controls: [] }, line: 2 }],
  dimmed: null,
  dimmedTo: 0.3,
  sight: { x1: -100, y1: -100, x2: 500, y2: 100, zoom: 2 },
};
const measure = (text: string) => text.length * 6;

test('the whole graph is in the file, its names as text alone', () => {
  const svg = svgText(picture, wholeFrame(picture), 'all', measure);
  expect(svg).toContain('>cart</text>');
  expect(svg).toContain('>faraway</text>');
  expect(svg).toContain('pay&lt;/text&gt;&lt;script&gt;&quot;');
  expect(svg).not.toContain('<script');
  expect(svg).toContain('stroke="fail-line"');
  expect(svg.match(/<svg /g)?.length).toBe(2);
});

test('what is not in sight is not in the file', () => {
  const svg = svgText(picture, sightFrame(picture), 'part', measure);
  expect(svg).toContain('>cart</text>');
  expect(svg).not.toContain('faraway');
  expect(svg).toContain('width="1200" height="428"');
});

test('an empty graph is a picture of its caption', () => {
  const nothing = {
    ...picture,
    scene: emptyScene,
    rects: new Map(),
    frames: new Map(),
  };
  const empty: Picture = { ...nothing, plates: [], lines: [] };
  expect(wholeFrame(empty)).toEqual({ x: -24, y: -24, width: 48, height: 48, zoom: 1 });
  expect(svgText(empty, wholeFrame(empty), 'nothing', measure)).toContain('nothing</text>');
});

test('the data say of when they are and can be read back', () => {
  const file = graphJson(graph, { namespaces: ['shop'], link: 'http://weft.example/graph?ns=shop' });
  expect(JSON.parse(file)).toEqual({
    format: 'weft-graph',
    version: 1,
    taken: '2025-11-21 10:46:40 UTC',
    link: 'http://weft.example/graph?ns=shop',
    namespaces: ['shop'],
    graph,
  });
  expect(fileName(graph, 'json')).toBe('mesh-2025-11-21T104640Z.json');
  expect(captionOf(graph, [], '5 minutes')).toBe('all namespaces · 5 minutes until 2025-11-21 10:46:40 UTC');
});
