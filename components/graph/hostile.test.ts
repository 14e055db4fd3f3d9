import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { hostileSamples, leavesNoMark } from '#lib/graph/testing/hostile.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import { standAt } from '#lib/graph/walk/walk.ts';
import { boxFrames } from '#lib/layout/box-frames.ts';
import { gridLayout } from '#lib/layout/grid.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { closingsCodec, selectionCodec } from '#lib/url/graph-codec.ts';
import { drawnElements } from './canvas/elements.ts';
import type { Palette } from './canvas/palette.ts';
import type { Picture } from './canvas/picture.ts';
import { graphJson } from './export/graph-json.ts';
import { svgText, wholeFrame } from './export/picture-file.ts';
import { edgeRows, filterRows, sortRows } from './list/edge-row.ts';
import { subjectOf } from './menu/menu-subject.ts';
import { buildScene } from './scene/build-scene.ts';
import { plainDrawing } from './scene/fixture.ts';
import { startPresence } from './scene/presence.ts';
import type { Scene } from './scene/scene.ts';
import { announce } from './tell.ts';
import { tellChanges } from './tell-changes.ts';
import { walkText } from './walk/walk-text.ts';

const runs = { numRuns: 40 };
/** A name from right to left stands between U+2068 and U+2069. */
const unseen = /[\p{Cc}\u202a-\u202e\u2066\u2067]/u;

const graphOf = (samples: readonly TrafficSample[]): TrafficGraph => {
  const graph = testGraph(mesh([]), samples, { at: epochSeconds.parse(1_763_722_000) });
  const edges = graph.edges.map((edge) => ({
    ...edge,
    health: { ...edge.health, status: 'failing' as const },
  }));
  return { ...graph, edges };
};

const scenes = (graph: TrafficGraph): readonly Scene[] =>
  [false, true].map((closed) =>
    buildScene(startPresence(graph), {
      ...plainDrawing,
      labels: ['rate', 'errors', 'latency', 'mtls', 'weights'],
      boxes: ['cluster', 'namespace', 'app'],
      isCollapsed: () => closed,
    }),
  );

/** Every element of well-formed XML is closed where it was opened, and nothing else is there but text. */
function isWellFormedXml(text: string): boolean {
  const open: string[] = [];
  const rest = text
    .replace(/<\?xml[^?<>]*\?>/, '')
    .replace(
      /<(\/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z_:][\w:.-]*="[^"<]*")*)\s*(\/?)>/g,
      (_, close: string, name: string, __, empty: string) => {
        if (close !== '') return open.pop() === name ? '' : '<';
        if (empty === '') open.push(name);
        return '';
      },
    );
  return open.length === 0 && !/[<>]/.test(rest) && !/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text);
}

test('property: a scene of hostile names is drawn on one line each, in bounded words', () => {
  fc.assert(
    fc.property(hostileSamples, (samples) => {
      const graph = graphOf(samples);
      for (const scene of leavesNoMark(() => scenes(graph))) {
        const drawn = drawnElements(scene);
        expect([drawn.nodes.size, drawn.edges.size]).toEqual([scene.nodes.length, scene.edges.length]);
        for (const { title, chip, width } of scene.nodes) {
          expect([title.length <= 60, (chip ?? '').length <= 30, width < 600]).toEqual([true, true, true]);
          expect(`${title}${chip}`).not.toMatch(unseen);
        }
        for (const { title } of scene.boxes) expect(title).not.toMatch(unseen);
        for (const { plate } of scene.edges) {
          const said = `${plate?.text}${plate?.lockShare}${plate?.split?.text}`;
          expect(said).not.toMatch(unseen);
          expect(said.length).toBeLessThan(300);
        }
      }
    }),
    runs,
  );
});

test('property: a picture of hostile names is well-formed XML, and the data is JSON', () => {
  fc.assert(
    fc.property(hostileSamples, (samples) => {
      const graph = graphOf(samples);
      const [scene] = scenes(graph);
      if (!scene || scene.nodes.length === 0) return;
      const places = gridLayout({
        nodes: scene.nodes.map(({ id, boxes, width, height }) => ({ id, boxes, width, height })),
        edges: [],
      });
      const rects = new Map(
        scene.nodes.map(({ id, width, height }) => [id, { x: 0, y: 0, ...places[id], width, height }]),
      );
      const picture: Picture = {
        scene,
        palette: new Proxy({} as Palette, { get: (_, name) => String(name) }),
        rects,
        frames: boxFrames(scene.nodes, (id) => rects.get(id)),
        plates: scene.edges.map((edge) => ({ edge, at: { x: 0, y: 0 }, width: 60 })),
        lines: [],
        dimmed: null,
        dimmedTo: 0.3,
        sight: { x1: -1e5, y1: -1e5, x2: 1e5, y2: 1e5, zoom: 1 },
      };
      const svg = svgText(
        picture,
        wholeFrame(picture),
        graph.nodes[0]?.name ?? '',
        (text) => text.length * 6,
      );
      expect(isWellFormedXml(svg)).toBe(true);
      const tags = svg.match(/<[a-z][^>]*>/g) ?? [];
      expect(tags.filter((tag) => /^<(script|img|foreignObject|a)\b|\son\w+=|javascript:/.test(tag))).toEqual(
        [],
      );
      const shown = { namespaces: graph.nodes.map(({ name }) => name), link: 'http://127.0.0.1/graph' };
      expect(JSON.parse(graphJson(graph, shown)).graph).toEqual(JSON.parse(JSON.stringify(graph)));
    }),
    runs,
  );
});

test('property: what is read aloud, listed and offered of hostile names is bounded', () => {
  fc.assert(
    fc.property(hostileSamples, fc.constantFrom('status', 'source', 'code', 'service'), (samples, column) => {
      const graph = graphOf(samples);
      const healthy = graph.edges.map((edge) => ({
        ...edge,
        health: { ...edge.health, status: 'healthy' as const },
      }));
      const rows = edgeRows(graph);
      expect(filterRows(sortRows(rows, { column, descending: true }), '')).toHaveLength(rows.length);
      expect(tellChanges({ ...graph, edges: healthy }, graph).length).toBeLessThan(600);
      const [scene] = scenes(graph);
      if (!scene) return;
      for (const { id } of graph.nodes) {
        expect(announce({ kind: 'node', id }, graph).length).toBeLessThan(200);
        expect(walkText(standAt(scene, id), scene, graph).length).toBeLessThan(300);
        expect(subjectOf({ kind: 'node', id }, graph, scene)?.kind).toBe('node');
        const selection = { kind: 'node', id } as const;
        const link = new URLSearchParams({ sel: selectionCodec.serialize(selection) });
        expect(selectionCodec.parse(new URLSearchParams(`${link}`).get('sel') ?? '')).toEqual(selection);
      }
      const boxes = [...new Set(scene.boxes.map(({ id }) => id))].sort();
      expect(closingsCodec.parse(closingsCodec.serialize(boxes))).toEqual(boxes);
    }),
    runs,
  );
});
