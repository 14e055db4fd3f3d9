import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jumpTo } from './jump.ts';
import { type Move, move, settle, standAt, standOn, startWalk, type Walk } from './walk.ts';
import type { WalkEdge, WalkGraph } from './walk-graph.ts';

const edge = (
  source: string,
  target: string,
  rate: number | null = 1,
  status: WalkEdge['status'] = 'healthy',
): WalkEdge => ({ id: `${source}>${target}`, source, target, status, rate });

const graphOf = (edges: readonly WalkEdge[], more: readonly string[] = []): WalkGraph => ({
  nodes: [...new Set([...edges.flatMap(({ source, target }) => [source, target]), ...more])].map((id) => ({
    id,
    status: 'healthy',
  })),
  edges,
});

const shop = graphOf(
  [
    edge('front', 'cart', 40),
    edge('front', 'checkout', 12),
    edge('front', 'search', null),
    edge('checkout', 'payment', 2, 'failing'),
    edge('checkout', 'cart', 30),
    edge('admin', 'payment', 1),
  ],
  ['lonely'],
);

/** Where a walk stands after some moves: a node, or an edge. A move that leads nowhere stays. */
function after(graph: WalkGraph, start: Walk, moves: readonly Move[]): string {
  const end = moves.reduce((walk, by) => move(graph, walk, by) ?? walk, start);
  return end.onEdge ? `edge ${end.step?.edge}` : end.node;
}

test.each<[string, readonly Move[], string]>([
  ['front', ['out'], 'cart'],
  ['front', ['out', 'next'], 'checkout'],
  ['front', ['out', 'next', 'next', 'next'], 'search'],
  ['front', ['out', 'last', 'previous'], 'checkout'],
  ['front', ['out', 'next', 'out'], 'payment'],
  ['front', ['out', 'next', 'out', 'next'], 'cart'],
  ['front', ['out', 'next', 'out', 'in', 'in'], 'front'],
  ['front', ['out', 'next', 'out', 'in', 'next'], 'admin'],
  ['front', ['out', 'next', 'out', 'in', 'next', 'out'], 'payment'],
  ['front', ['out', 'next', 'out', 'in', 'out'], 'payment'],
  ['front', ['in'], 'front'],
  ['payment', ['out'], 'payment'],
  ['payment', ['in'], 'checkout'],
  ['payment', ['in', 'next'], 'admin'],
  ['payment', ['in', 'in', 'out', 'out'], 'payment'],
  ['front', ['out', 'edge'], 'edge front>cart'],
  ['front', ['out', 'edge', 'next'], 'edge front>checkout'],
  ['front', ['out', 'edge', 'next', 'out'], 'checkout'],
  ['front', ['out', 'edge', 'in'], 'front'],
  ['front', ['out', 'edge', 'edge'], 'cart'],
  ['front', ['edge'], 'edge front>cart'],
  ['payment', ['edge'], 'edge checkout>payment'],
  ['payment', ['edge', 'in'], 'checkout'],
  ['payment', ['edge', 'out'], 'payment'],
  ['lonely', ['edge'], 'lonely'],
  ['front', ['last'], 'search'],
  ['lonely', ['first'], 'cart'],
  ['lonely', ['next', 'next'], 'search'],
])('from %s by %j to %s', (start, moves, end) => {
  expect(after(shop, standAt(shop, start), moves)).toBe(end);
});

test('a walk begins at what fails, else where most traffic is, and nowhere on an empty graph', () => {
  expect(startWalk(shop)?.node).toBe('cart');
  const nodes = shop.nodes.map((node) =>
    node.id === 'lonely' ? { ...node, status: 'failing' as const } : node,
  );
  expect(startWalk({ ...shop, nodes })?.node).toBe('lonely');
  expect(startWalk({ nodes: [], edges: [] })).toBeNull();
});

test('an edge that was pressed is walked from', () => {
  const [, pressed] = shop.edges;
  if (!pressed) throw new Error('no edge');
  expect(after(shop, standOn(shop, pressed), [])).toBe('edge front>checkout');
  expect(after(shop, standOn(shop, pressed), ['previous'])).toBe('edge front>cart');
  expect(after(shop, standOn(shop, pressed), ['in'])).toBe('front');
});

test('rates that change reorder no choices while one goes through them', () => {
  const at = move(shop, standAt(shop, 'front'), 'out');
  const turned = graphOf(
    [edge('front', 'cart', 1), edge('front', 'checkout', 99), edge('front', 'new', 500)],
    ['front'],
  );
  const walk = at && settle(turned, at);
  expect(walk?.node).toBe('cart');
  expect(walk?.order).toEqual(['front>cart', 'front>checkout', 'front>new']);
});

test('what is gone is left for its namespace, for where one came from, or for the start', () => {
  const walk = ['out', 'next', 'out'].reduce(
    (at, by) => move(shop, at, by as Move) ?? at,
    standAt(shop, 'front'),
  );
  const closed = graphOf([
    edge('front', 'cart', 1),
    edge('front', 'checkout', 1),
    edge('front', 'namespace'),
  ]);
  expect(settle(closed, walk, () => 'namespace')?.node).toBe('namespace');
  expect(settle(closed, walk)?.node).toBe('front');
  expect(settle({ nodes: [], edges: [] }, walk)).toBeNull();
});

test('typing a name goes to the node that begins with it, again to the next one', () => {
  const nodes = ['cart', 'Payment', 'payout', 'prepay'].map((name) => ({ id: name, name }));
  expect(jumpTo(nodes, 'pay', null)).toBe('Payment');
  expect(jumpTo(nodes, 'payo', 'Payment')).toBe('payout');
  expect(jumpTo(nodes, 'pay', 'Payment', true)).toBe('payout');
  expect(jumpTo(nodes, 'pay', 'payout', true)).toBe('Payment');
  expect(jumpTo(nodes, 'repa', 'cart')).toBe('prepay');
  expect(jumpTo(nodes, 'x', 'cart')).toBeNull();
  expect(jumpTo(nodes, '', 'cart')).toBeNull();
});

/** Graphs of up to eight nodes, with loops and edges both ways. */
const graphs = fc
  .uniqueArray(
    fc.record({
      source: fc.nat(7),
      target: fc.nat(7),
      rate: fc.option(fc.nat(9)),
      status: fc.constantFrom('healthy', 'failing', 'idle'),
    }),
    { maxLength: 24, selector: ({ source, target }) => `${source}>${target}` },
  )
  .map((rows) =>
    graphOf(rows.map((row) => edge(`n${row.source}`, `n${row.target}`, row.rate, row.status as 'failing'))),
  );

const arrows: readonly Move[] = ['out', 'in', 'next', 'previous'];

const connected = ({ edges }: WalkGraph, start: string): ReadonlySet<string> => {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { source, target } of edges)
      if (reached.has(source) || reached.has(target)) reached.add(source).add(target);
  }
  return reached;
};

test('property: whatever is connected is reached by arrows alone', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const [first] = graph.nodes;
      if (!first) return;
      // Without the choice among all nodes: only edges lead on.
      const start: Walk = { ...standAt(graph, first.id), order: [first.id] };
      const seen = new Map<string, Walk>();
      const queue = [start];
      for (let walk = queue.pop(); walk; walk = queue.pop()) {
        const key = `${walk.node} ${walk.step?.edge} ${walk.step?.way}`;
        if (seen.has(key)) continue;
        seen.set(key, walk);
        queue.push(...arrows.flatMap((by) => move(graph, walk, by) ?? []));
      }
      const reached = new Set([...seen.values()].map(({ node }) => node));
      expect(reached).toEqual(connected(graph, first.id));
    }),
  );
});

test('property: as many steps back as forth return to where one was', () => {
  fc.assert(
    fc.property(graphs, fc.constantFrom('out' as const, 'in' as const), fc.nat(9), (graph, way, steps) => {
      const start = startWalk(graph);
      if (!start) return;
      const visited = [start];
      for (let i = 0; i < steps; i += 1) {
        const next = move(graph, visited.at(-1) ?? start, way);
        if (next) visited.push(next);
      }
      const back = way === 'out' ? 'in' : 'out';
      let walk = visited.at(-1) ?? start;
      for (const before of visited.slice(0, -1).reverse()) {
        walk = move(graph, walk, back) ?? walk;
        expect(walk.node).toBe(before.node);
      }
    }),
  );
});

test('property: a walk stands on the graph after any moves and any change of it', () => {
  const moves = fc.array(fc.constantFrom<Move>(...arrows, 'first', 'last', 'edge'), { maxLength: 20 });
  fc.assert(
    fc.property(graphs, graphs, moves, moves, (before, later, some, others) => {
      const stands = (graph: WalkGraph, walk: Walk) => {
        expect(graph.nodes.map(({ id }) => id)).toContain(walk.node);
        if (walk.step) expect(graph.edges.map(({ id }) => id)).toContain(walk.step.edge);
        expect(walk.order).toContain(walk.step?.edge ?? walk.node);
        expect(walk.onEdge && walk.step === null).toBe(false);
      };
      let walk = startWalk(before);
      for (const by of some) walk = walk && (move(before, walk, by) ?? walk);
      if (walk) stands(before, walk);
      walk = walk && settle(later, walk);
      if (walk) stands(later, walk);
      for (const by of others) {
        walk = walk && (move(later, walk, by) ?? walk);
        if (walk) stands(later, walk);
      }
    }),
  );
});
