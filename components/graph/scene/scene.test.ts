import { expect, test } from 'vitest';
import { share } from '#lib/core/units.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import { buildScene } from './build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from './fixture.ts';
import { nextPresence, startPresence } from './presence.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const all = { ...plainDrawing, labels: ['rate', 'errors', 'mtls', 'weights'] as const };
const collapsed = { ...all, isCollapsed: () => true };

const failing = testEdge('shop/checkout > bank/payment', 2, {
  health: testHealth('failing', 74, 600),
});
const graph = testGraph(
  [
    testNode('shop/frontend'),
    testNode('shop/cart'),
    testNode('shop/checkout'),
    testNode('bank/payment', { version: 'v2' }),
    testNode('bank/ledger'),
    testNode('bank/audit'),
  ],
  [
    testEdge('shop/frontend > shop/cart', 40),
    testEdge('shop/frontend > shop/checkout', 12),
    failing,
    testEdge('bank/payment > bank/ledger', 1),
    testEdge('shop/frontend > bank/audit', 0.5),
  ],
);

test('expanded, every element stands for itself', () => {
  const scene = buildScene(startPresence(graph), all);
  expect(scene.nodes.map((node) => node.id)).toEqual(graph.nodes.map((node) => node.id));
  expect(scene.boxes.map((box) => [box.title, plain(box.detail)])).toEqual([
    ['bank', '3 rps'],
    ['shop', '3 rps'],
  ]);
  const [first, , bad] = scene.edges;
  expect([first?.rate, plain(first?.plate?.text)]).toEqual([40, '40 rps']);
  expect([bad?.status, plain(bad?.plate?.text)]).toEqual(['failing', '12.3 % · 2 rps']);
});

test('collapsed, the ends of failing edges stay and the rest is one node a namespace', () => {
  const scene = buildScene(startPresence(graph), collapsed);
  expect(scene.nodes.map((node) => [node.id, node.title, node.boxes.at(-1)])).toEqual([
    ['shop/checkout', 'checkout', 'Kubernetes/shop'],
    ['bank/payment', 'payment', 'Kubernetes/bank'],
    ['namespace Kubernetes/shop', '2 more', 'Kubernetes/shop'],
    ['namespace Kubernetes/bank', '2 more', 'Kubernetes/bank'],
  ]);
  expect(scene.edges.map((edge) => `${edge.source} > ${edge.target}`)).toEqual([
    'namespace Kubernetes/shop > shop/checkout',
    'shop/checkout > bank/payment',
    'bank/payment > namespace Kubernetes/bank',
    'namespace Kubernetes/shop > namespace Kubernetes/bank',
  ]);
});

test('what is selected is never hidden', () => {
  const scene = buildScene(startPresence(graph), {
    ...collapsed,
    selected: new Set(['shop/frontend > shop/cart']),
  });
  expect(scene.nodes.map((node) => node.id)).toContain('shop/cart');
});

test('above 150 failing edges the worst 50 are drawn apart', () => {
  const nodes = Array.from({ length: 400 }, (_, i) => testNode(`ns${i % 4}/n${i}`));
  const edges = Array.from({ length: 200 }, (_, i) =>
    testEdge(`ns${i % 4}/n${i} > ns${(i + 200) % 4}/n${i + 200}`, 1, {
      health: testHealth('failing', i + 1, 300),
    }),
  );
  const scene = buildScene(startPresence(testGraph(nodes, edges)), collapsed);
  expect(scene.nodes.filter((node) => node.kind === 'workload')).toHaveLength(100);
  expect(scene.nodes.some((node) => node.id === 'ns3/n199')).toBe(true);
});

test('edges both ways between two nodes bend apart', () => {
  const pair = testGraph(
    [testNode('a/x'), testNode('a/y')],
    [testEdge('a/x > a/y', 1), testEdge('a/y > a/x', 1)],
  );
  expect(buildScene(startPresence(pair), all).edges.map((edge) => edge.bent)).toEqual([true, true]);
});

test('what is gone stays as a ghost for five minutes, what is new is marked for one', () => {
  const smaller = testGraph(graph.nodes.slice(0, 5), graph.edges.slice(0, 4));
  const grown = testGraph([...smaller.nodes, testNode('bank/fraud')], smaller.edges);
  const first = nextPresence(startPresence(graph), grown, 1000);
  const presence = (p: typeof first, id: string) =>
    buildScene(p, all).nodes.find((node) => node.id === id)?.presence;
  expect(presence(first, 'bank/audit')).toBe('ghost');
  expect(presence(first, 'bank/fraud')).toBe('fresh');
  expect(buildScene(first, all).edges.find((edge) => edge.target === 'bank/audit')?.presence).toBe('ghost');
  const later = nextPresence(first, grown, 1100);
  expect(presence(later, 'bank/fraud')).toBe('here');
  expect(presence(later, 'bank/audit')).toBe('ghost');
  expect(presence(nextPresence(later, grown, 1301), 'bank/audit')).toBeUndefined();
  expect(presence(nextPresence(later, graph, 1200), 'bank/audit')).not.toBe('ghost');
});

test('a lock is told only of what is known, a split with its deviation', () => {
  const edge = testEdge('shop/cart > bank/payment', 10, {
    mtls: { state: 'partial', share: share.parse(0.6), reporter: 'destination' },
    split: {
      route: {
        cluster: testNode('a/b').cluster,
        group: 'g',
        kind: 'VirtualService',
        namespace: 'bank',
        name: 'payment',
      },
      rule: 0,
      weight: 10,
      declared: share.parse(0.1),
      verdict: 'compared',
      observed: share.parse(0.142),
      n: 900,
      since: null,
      low: share.parse(0.11),
      high: share.parse(0.17),
      deviates: true,
      rules: [0],
    },
  });
  const [drawn] = buildScene(startPresence(testGraph(graph.nodes, [edge])), all).edges;
  expect(drawn?.plate?.lock).toBe('partial');
  expect(plain(drawn?.plate?.lockShare ?? '')).toBe('60 %');
  expect(plain(drawn?.plate?.split?.text)).toBe('v2 10 → 14.2 %');
  expect(drawn?.plate?.split?.deviates).toBe(true);
});

test('only bad edges are drawn, or none; the nodes stay, and so do the links that they are laid out by', () => {
  const drawn = (edges: 'all' | 'unhealthy' | 'none', selected: readonly string[] = []) =>
    buildScene(startPresence(graph), { ...all, edges, selected: new Set(selected) });
  const everything = drawn('all');
  expect(drawn('unhealthy').edges.map(({ id }) => id)).toEqual([failing.id]);
  expect(drawn('none').edges).toEqual([]);
  expect(drawn('none', ['shop/frontend > shop/cart']).edges.map(({ id }) => id)).toEqual([
    'shop/frontend > shop/cart',
  ]);
  for (const mode of ['unhealthy', 'none'] as const) {
    const scene = drawn(mode);
    expect(scene.nodes).toEqual(everything.nodes);
    expect(scene.links.map(({ id }) => id)).toEqual(everything.edges.map(({ id }) => id));
  }
});

test('a rank stands on its node and not on one that is drawn for several', () => {
  const ranks = new Map(graph.nodes.map(({ id }, i) => [String(id), i + 1]));
  const ranked = (isCollapsed: () => boolean) =>
    buildScene(startPresence(graph), { ...all, isCollapsed, ranks }).nodes.map(({ rank }) => rank);
  expect(ranked(() => false)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(ranked(() => true)).toEqual([3, 4, null, null]);
  expect(buildScene(startPresence(graph), all).nodes[0]?.rank).toBeNull();
});

const versions = testGraph(
  [
    testNode('shop/reviews-v1', { app: 'reviews', version: 'v1' }),
    testNode('shop/reviews-v2', { app: 'reviews', version: 'v2', health: testHealth('degraded', 3, 100) }),
    testNode('shop/cart-v1', { app: 'cart', version: 'v1' }),
    testNode('edge/gateway', { app: 'gateway' }),
  ],
  [testEdge('edge/gateway > shop/reviews-v1', 3), testEdge('edge/gateway > shop/reviews-v2', 1)],
);
const boxedBy = (boxes: readonly BoxKind[], closed: readonly string[] = []) =>
  buildScene(startPresence(versions), { ...all, boxes, isCollapsed: (box) => closed.includes(box) });

test('boxes lie within one another, and one that would hold a single node is not drawn', () => {
  const scene = boxedBy(['app', 'cluster', 'namespace']);
  expect(scene.boxes.map(({ by, title, detail, status }) => [by, title, plain(detail), status])).toEqual([
    ['cluster', 'Kubernetes', '4 rps', 'degraded'],
    ['namespace', 'shop', '3 rps', 'degraded'],
    ['app', 'reviews', '2 rps', 'degraded'],
  ]);
  expect(scene.nodes.map(({ boxes }) => boxes)).toEqual([
    ['cluster:Kubernetes', 'Kubernetes/shop', 'app:Kubernetes/shop/reviews'],
    ['cluster:Kubernetes', 'Kubernetes/shop', 'app:Kubernetes/shop/reviews'],
    ['cluster:Kubernetes', 'Kubernetes/shop'],
    ['cluster:Kubernetes'],
  ]);
  expect(boxedBy([]).boxes).toEqual([]);
  expect(boxedBy(['app']).nodes.map(({ boxes }) => boxes.length)).toEqual([1, 1, 0, 0]);
});

test('what boxes are drawn changes no node and no edge', () => {
  const bare = boxedBy([]);
  for (const kinds of [['namespace'], ['app', 'cluster']] as const) {
    const scene = boxedBy(kinds);
    expect(scene.edges).toEqual(bare.edges);
    expect(scene.nodes.map((node) => ({ ...node, boxes: [] }))).toEqual(bare.nodes);
  }
});

test('an application and a cluster close to one node like a namespace, the outermost first', () => {
  const app = boxedBy(['app', 'namespace'], ['app:Kubernetes/shop/reviews']);
  expect(app.nodes.map(({ title, chip, status, boxes }) => [title, chip, status, boxes])).toEqual([
    ['cart', 'v1', 'healthy', ['Kubernetes/shop']],
    ['gateway', null, 'healthy', []],
    ['reviews', '2', 'degraded', ['Kubernetes/shop']],
  ]);
  expect(app.edges.map(({ members }) => members.length)).toEqual([2]);
  const cluster = boxedBy(['app', 'cluster'], ['cluster:Kubernetes', 'app:Kubernetes/shop/reviews']);
  expect(cluster.nodes.map(({ id, title, chip, boxes }) => [id, title, chip, boxes])).toEqual([
    ['cluster cluster:Kubernetes', 'Kubernetes', '4', []],
  ]);
  expect(boxedBy([], ['Kubernetes/shop']).nodes.map(({ title }) => title)).toEqual(['gateway', 'shop']);
});
