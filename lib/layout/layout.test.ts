import { expect, test } from 'vitest';
import { type BoxFrame, boxFrames } from './box-frames.ts';
import { cheaperEngine, chooseEngine } from './choose-engine.ts';
import { elkLayered } from './elk-layered.ts';
import { fcoseLayout } from './fcose.ts';
import { gridLayout } from './grid.ts';
import type { LayoutGraph, LayoutNode, Point, Positions } from './layout-graph.ts';
import { placeNew } from './place-new.ts';
import { runLayout } from './run-layout.ts';
import { separate } from './separate.ts';

const node = (id: string, box: string | null): LayoutNode => ({
  id,
  boxes: box === null ? [] : box.split(' '),
  width: 150,
  height: 34,
});

const shop: LayoutGraph = {
  nodes: [
    node('gateway', 'istio-system'),
    node('frontend', 'shop'),
    node('cart', 'shop'),
    node('checkout', 'shop'),
    node('payment', 'bank'),
    node('stripe', null),
  ],
  edges: [
    { id: '1', source: 'gateway', target: 'frontend' },
    { id: '2', source: 'frontend', target: 'cart' },
    { id: '3', source: 'frontend', target: 'checkout' },
    { id: '4', source: 'checkout', target: 'payment' },
    { id: '5', source: 'payment', target: 'stripe' },
    { id: '6', source: 'cart', target: 'cart' },
  ],
};

function generated(count: number): LayoutGraph {
  const nodes = Array.from({ length: count }, (_, i) => node(`n${i}`, `ns${i % 12}`));
  const edges = nodes
    .slice(1)
    .map((n, i) => ({ id: `e${i}`, source: `n${Math.floor(i / 3)}`, target: n.id }));
  return { nodes, edges };
}

function overlapping(graph: LayoutGraph, positions: Positions): string[] {
  const at = (id: string): Point => positions[id] ?? { x: Number.NaN, y: Number.NaN };
  return graph.nodes.flatMap((a, i) =>
    graph.nodes.slice(i + 1).flatMap((b) => {
      const apart = Math.abs(at(a.id).x - at(b.id).x) >= 150 || Math.abs(at(a.id).y - at(b.id).y) >= 34;
      return apart ? [] : [`${a.id} ${b.id}`];
    }),
  );
}

test('a deep and narrow graph runs downward, a shallow one rightward', async () => {
  const chain = (length: number): LayoutGraph => ({
    nodes: Array.from({ length }, (_, i) => node(`n${i}`, null)),
    edges: Array.from({ length: length - 1 }, (_, i) => ({
      id: `e${i}`,
      source: `n${i}`,
      target: `n${i + 1}`,
    })),
  });
  const deep = await elkLayered(chain(9));
  expect(deep.n8?.y).toBeGreaterThan(deep.n0?.y ?? Number.NaN);
  expect(deep.n8?.x).toBe(deep.n0?.x);
  const shallow = await elkLayered(chain(3));
  expect(shallow.n2?.x).toBeGreaterThan(shallow.n0?.x ?? Number.NaN);
  expect(shallow.n2?.y).toBe(shallow.n0?.y);
});

test('layers run from callers to what they call, and repeat exactly', async () => {
  const places = await elkLayered(shop);
  const along = (id: string) => (places[id]?.x ?? Number.NaN) + (places[id]?.y ?? Number.NaN);
  expect(along('gateway')).toBeLessThan(along('frontend'));
  expect(along('frontend')).toBeLessThan(along('checkout'));
  expect(along('checkout')).toBeLessThan(along('payment'));
  expect(along('payment')).toBeLessThan(along('stripe'));
  expect(overlapping(shop, places)).toEqual([]);
  expect(await elkLayered(shop)).toEqual(places);
});

test('the force-directed layout places every node and repeats exactly', async () => {
  const graph = generated(320);
  const places = await fcoseLayout(graph);
  expect(Object.keys(places)).toHaveLength(320);
  expect(Object.values(places).every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))).toBe(true);
  expect(overlapping(graph, places)).toEqual([]);
  expect(await fcoseLayout(graph)).toEqual(places);
});

test('the grid keeps namespaces apart and covers nothing', () => {
  const graph = generated(90);
  expect(overlapping(graph, gridLayout(graph))).toEqual([]);
  expect(gridLayout({ ...graph, nodes: graph.nodes.toReversed() })).toEqual(gridLayout(graph));
});

test('the engine follows the size', async () => {
  expect(chooseEngine(shop)).toBe('layered');
  expect(chooseEngine(generated(301))).toBe('force');
  expect(chooseEngine({ nodes: shop.nodes, edges: [] })).toBe('grid');
  expect([cheaperEngine('layered'), cheaperEngine('force'), cheaperEngine('grid')]).toEqual([
    'force',
    'grid',
    null,
  ]);
  for (const engine of ['layered', 'force', 'grid'] as const) {
    expect(await runLayout({ nodes: [], edges: [] }, engine)).toEqual({});
  }
});

test('a new node is not placed within the box of another namespace', () => {
  const known: Positions = {
    a: { x: 0, y: 0 },
    b: { x: 400, y: 0 },
    c: { x: 0, y: 300 },
    d: { x: 400, y: 300 },
  };
  const box = ['a', 'b', 'c', 'd'].map((id) => node(id, 'shop'));
  const edges = box.map((n) => ({ id: n.id, source: n.id, target: 'new' }));
  const at = placeNew({ nodes: [...box, node('new', 'bank')], edges }, known).new;
  const outside = !at || at.x < -75 || at.x > 475 || at.y < -17 || at.y > 317;
  expect([at === undefined, outside]).toEqual([false, true]);
});

test('new nodes go beside their neighbours and nothing else moves', async () => {
  const known = await elkLayered(shop);
  const grown: LayoutGraph = {
    nodes: [...shop.nodes, node('ledger', 'bank'), node('fraud', 'bank'), node('lonely', null)],
    edges: [...shop.edges, { id: '7', source: 'payment', target: 'ledger' }],
  };
  const added = placeNew(grown, known);
  expect(Object.keys(added).sort()).toEqual(['fraud', 'ledger', 'lonely']);
  expect(overlapping(grown, { ...known, ...added })).toEqual([]);
  const distance = (a: Point | undefined, b: Point | undefined) =>
    Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
  expect(distance(added.ledger, known.payment)).toBeLessThan(distance(added.ledger, known.gateway));
  expect(placeNew(shop, known)).toEqual({});
});

/** Two clusters of namespaces of applications, and nodes that are in fewer boxes or in none. */
function nested(count: number): LayoutGraph {
  const nodes = Array.from({ length: count }, (_, i) => {
    const namespace = `c${i % 2} c${i % 2}/ns${i % 6}`;
    const boxes = [`${namespace} ${namespace}/app${i % 18}`, namespace, `c${i % 2}`, null] as const;
    return node(`n${i}`, i % 11 < 8 ? boxes[0] : (boxes[(i % 11) - 7] ?? null));
  });
  const edges = nodes
    .slice(1)
    .map((n, i) => ({ id: `e${i}`, source: `n${Math.floor(i / 3)}`, target: n.id }));
  return { nodes, edges };
}

const contains = (outer: BoxFrame, inner: BoxFrame): boolean =>
  inner.x >= outer.x - 0.5 &&
  inner.y >= outer.y - 0.5 &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5;

const apart = (a: BoxFrame, b: BoxFrame): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

/** Boxes that cover what is not theirs, or do not hold what is. */
function misplaced({ nodes }: LayoutGraph, positions: Positions): string[] {
  const frames = boxFrames(nodes, (id) => positions[id]);
  const rectOf = ({ id, width, height }: LayoutNode): BoxFrame => {
    const { x, y } = positions[id] ?? { x: Number.NaN, y: Number.NaN };
    return { x: x - width / 2, y: y - height / 2, width, height };
  };
  const within = new Map(nodes.flatMap(({ boxes }) => boxes.map((box, i) => [box, boxes.slice(0, i)])));
  return [...frames].flatMap(([box, frame]) => [
    ...nodes
      .filter((n) => !(n.boxes.includes(box) ? contains(frame, rectOf(n)) : apart(frame, rectOf(n))))
      .map((n) => `${box}: ${n.id}`),
    ...[...frames]
      .filter(([other]) => other !== box && !within.get(box)?.includes(other))
      .filter(([other, inner]) =>
        within.get(other)?.includes(box) ? !contains(frame, inner) : !apart(frame, inner),
      )
      .map(([other]) => `${box}: ${other}`),
  ]);
}

test.each([
  ['layered', 40],
  ['force', 320],
  ['grid', 90],
] as const)(
  'boxes within boxes cover nothing else and hold what is theirs: %s',
  { timeout: 30_000 },
  async (engine, count) => {
    const graph = nested(count);
    const places = await runLayout(graph, engine);
    expect(Object.keys(places)).toHaveLength(count);
    expect(misplaced(graph, places)).toEqual([]);
    expect(overlapping(graph, places)).toEqual([]);
    expect(await runLayout(graph, engine)).toEqual(places);
  },
);

test('what cannot be pushed apart is stacked', () => {
  const graph = nested(200);
  const heap = Object.fromEntries(graph.nodes.map(({ id }) => [id, { x: 0, y: 0 }]));
  const places = separate(graph, heap);
  expect(misplaced(graph, places)).toEqual([]);
  expect(overlapping(graph, places)).toEqual([]);
});

test('a new node joins the innermost of its boxes that is there', () => {
  const known: Positions = { a: { x: 0, y: 0 }, b: { x: 2000, y: 0 }, c: { x: 2000, y: 400 } };
  const graph: LayoutGraph = {
    nodes: [node('a', 'k k/shop'), node('b', 'k k/bank k/bank/pay'), node('c', 'k k/bank')],
    edges: [{ id: '1', source: 'a', target: 'new' }],
  };
  const placeIn = (boxes: string) =>
    placeNew({ ...graph, nodes: [...graph.nodes, node('new', boxes)] }, known).new;
  expect(Math.abs((placeIn('k k/bank k/bank/pay')?.y ?? Number.NaN) - 0)).toBeLessThan(150);
  expect(placeIn('k k/bank k/bank/pay')?.x).toBeGreaterThan(1500);
  expect(placeIn('k k/bank k/bank/new')?.x).toBeGreaterThan(1500);
});
