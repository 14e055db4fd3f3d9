import cytoscape from 'cytoscape';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphEdge, GraphNode, HealthStatus } from '#lib/graph/model.ts';
import { gridLayout } from '#lib/layout/grid.ts';
import type { LayoutGraph, Positions } from '#lib/layout/layout-graph.ts';
import { placeNew } from '#lib/layout/place-new.ts';
import { buildScene } from '../scene/build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from '../scene/fixture.ts';
import { nextPresence, type Presences, startPresence } from '../scene/presence.ts';
import type { Scene } from '../scene/scene.ts';
import { applyDiff } from './apply-diff.ts';
import { type Drawn, diffElements, drawnElements, nothingDrawn, sceneId } from './elements.ts';

const layoutOf = ({ nodes, links }: Scene): LayoutGraph => ({
  nodes: nodes.map(({ id, boxes, width, height }) => ({ id, boxes, width, height })),
  edges: links.map(({ id, source, target }) => ({ id, source, target })),
});

/** The drawn graph without a screen, kept at one scene after the other as the page keeps it. */
function canvas() {
  const cy = cytoscape({ headless: true, layout: { name: 'preset' } });
  let drawn: Drawn = nothingDrawn;
  let places: Positions = {};
  return {
    cy,
    show(scene: Scene) {
      places = {
        ...places,
        ...(drawn === nothingDrawn ? gridLayout(layoutOf(scene)) : placeNew(layoutOf(scene), places)),
      };
      const next = drawnElements(scene, drawn);
      applyDiff(cy, diffElements(drawn, next), places);
      drawn = next;
    },
    places: (): Positions =>
      Object.fromEntries(cy.nodes().map((node) => [sceneId(node.id()), { ...node.position() }])),
  };
}

const names = ['shop/front', 'shop/cart', 'shop/checkout', 'bank/payment', 'bank/ledger', 'stock/inventory'];
const nodes = names.map((name) => testNode(name));
const edges = [
  testEdge('shop/front > shop/cart', 40),
  testEdge('shop/front > shop/checkout', 12),
  testEdge('shop/checkout > bank/payment', 2),
  testEdge('bank/payment > bank/ledger', 1),
  testEdge('shop/cart > stock/inventory', 9),
];
const start = startPresence(testGraph(nodes, edges));
const drawing = { ...plainDrawing, labels: ['rate', 'errors'] as const };
const sceneOf = (presences: Presences, closed: readonly string[] = []) =>
  buildScene(presences, { ...drawing, isCollapsed: (box) => closed.includes(box) });

const statuses: readonly HealthStatus[] = ['healthy', 'degraded', 'failing', 'idle', 'unknown'];
/** What a refresh can bring to the same elements. */
const refresh = fc.tuple(
  fc.array(fc.tuple(fc.constantFrom(...statuses), fc.nat(3)), {
    minLength: names.length,
    maxLength: names.length,
  }),
  fc.array(fc.tuple(fc.constantFrom(...statuses), fc.nat(100)), {
    minLength: edges.length,
    maxLength: edges.length,
  }),
);

test('property: a refresh moves no node and makes none anew', () => {
  fc.assert(
    fc.property(fc.array(refresh, { minLength: 1, maxLength: 4 }), (refreshes) => {
      const shown = canvas();
      shown.show(sceneOf(start));
      const before = shown.places();
      const elements = shown.cy.nodes().map((node) => node);
      let presences = start;
      for (const [i, [nodeChanges, edgeChanges]] of refreshes.entries()) {
        const changedNodes = nodes.map((node, at): GraphNode => {
          const [status = 'healthy', errors = 0] = nodeChanges[at] ?? [];
          return {
            ...node,
            health: testHealth(status, errors, 10),
            findings: { error: errors, warning: 0, info: 0 },
          };
        });
        const changedEdges = edges.map((edge, at): GraphEdge => {
          const [status = 'healthy', rate = 0] = edgeChanges[at] ?? [];
          return { ...testEdge(edge.id, rate), health: testHealth(status, 1, 10) };
        });
        presences = nextPresence(presences, testGraph(changedNodes, changedEdges), 1000 + i * 10);
        shown.show(sceneOf(presences));
      }
      expect(shown.places()).toEqual(before);
      expect(shown.cy.nodes().every((node, at) => node === elements[at])).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('property: one new service moves no other node, whatever it calls', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('shop/new', 'bank/new', 'fresh/new'),
      fc.subarray(names),
      fc.subarray(names),
      (name, callers, called) => {
        const shown = canvas();
        shown.show(sceneOf(start));
        const before = shown.places();
        const more = [
          ...callers.map((caller) => testEdge(`${caller} > ${name}`, 1)),
          ...called.map((callee) => testEdge(`${name} > ${callee}`, 1)),
        ];
        const grown = testGraph([testNode(name), ...nodes], [...more, ...edges]);
        shown.show(sceneOf(nextPresence(start, grown, 1000)));
        const { [name]: added, ...others } = shown.places();
        expect(others).toEqual(before);
        expect(added).toBeDefined();
        expect(Object.values(before)).not.toContainEqual(added);
      },
    ),
    { numRuns: 50 },
  );
});

test('a service that goes and comes back is where it was, and moved none meanwhile', () => {
  const shown = canvas();
  shown.show(sceneOf(start));
  const before = shown.places();
  const less = testGraph(nodes.slice(1), edges.slice(2));
  const without = nextPresence(start, less, 1000);
  shown.show(sceneOf(without));
  expect(shown.places()).toEqual(before);
  const later = nextPresence(without, less, 1400);
  shown.show(sceneOf(later));
  expect(Object.keys(shown.places())).not.toContain('shop/front');
  shown.show(sceneOf(nextPresence(later, testGraph(nodes, edges), 1410)));
  expect(shown.places()).toEqual(before);
});

test('property: hiding and showing again moves nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray(names), { minLength: 1, maxLength: 5 }), (hidings) => {
      const shown = canvas();
      shown.show(sceneOf(start));
      const before = shown.places();
      for (const hidden of hidings) {
        const kept = nodes.filter(({ id }) => !hidden.includes(id));
        const left = edges.filter(
          ({ source, target }) => !hidden.includes(source) && !hidden.includes(target),
        );
        shown.show(sceneOf({ ...start, graph: testGraph(kept, left) }));
        for (const [id, at] of Object.entries(shown.places())) expect(at).toEqual(before[id]);
      }
      shown.show(sceneOf(start));
      expect(shown.places()).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test('only unhealthy edges, or none, leave every node where it is', () => {
  const shown = canvas();
  shown.show(sceneOf(start));
  const before = shown.places();
  for (const mode of ['none', 'unhealthy', 'all'] as const) {
    shown.show(buildScene(start, { ...drawing, edges: mode }));
    expect(shown.places()).toEqual(before);
  }
});
