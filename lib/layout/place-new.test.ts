import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LayoutGraph, Positions } from './layout-graph.ts';
import { placeNew } from './place-new.ts';

const boxes = ['shop', 'bank', null] as const;

/** Graphs of up to twelve nodes of which some have a place, apart from one another. */
const graphs = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...boxes), fc.boolean(), fc.integer({ min: 60, max: 240 })), {
      maxLength: 12,
    }),
    fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 }),
  )
  .map(([rows, pairs]): { graph: LayoutGraph; known: Positions } => ({
    graph: {
      nodes: rows.map(([box, , width], i) => ({
        id: `n${i}`,
        boxes: box === null ? [] : [box],
        width,
        height: 34,
      })),
      edges: pairs
        .filter(([a, b]) => a < rows.length && b < rows.length)
        .map(([a, b], i) => ({ id: `e${i}`, source: `n${a}`, target: `n${b}` })),
    },
    known: Object.fromEntries(
      rows.flatMap(([, placed], i) =>
        placed ? [[`n${i}`, { x: (i % 4) * 400, y: Math.floor(i / 4) * 160 }]] : [],
      ),
    ),
  }));

test('property: what has a place keeps it, all else gets one, and none covers another', () => {
  fc.assert(
    fc.property(graphs, ({ graph, known }) => {
      const added = placeNew(graph, known);
      expect(Object.keys(added).sort()).toEqual(
        graph.nodes.flatMap(({ id }) => (known[id] ? [] : [id])).sort(),
      );
      const places = { ...known, ...added };
      for (const [i, a] of graph.nodes.entries()) {
        for (const b of graph.nodes.slice(i + 1)) {
          const [at, other] = [places[a.id], places[b.id]];
          const apart =
            Math.abs((at?.x ?? 0) - (other?.x ?? 0)) >= (a.width + b.width) / 2 ||
            Math.abs((at?.y ?? 0) - (other?.y ?? 0)) >= (a.height + b.height) / 2;
          expect(apart).toBe(true);
        }
      }
    }),
  );
});

test('property: the same graph gets the same places', () => {
  fc.assert(
    fc.property(graphs, ({ graph, known }) => {
      expect(placeNew(graph, known)).toEqual(placeNew(graph, known));
    }),
  );
});
