import { expect, test } from 'vitest';
import { move, standAt, type Walk } from '#lib/graph/walk/walk.ts';
import { buildScene } from '../scene/build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from '../scene/fixture.ts';
import { startPresence } from '../scene/presence.ts';
import type { Scene } from '../scene/scene.ts';
import { standIn } from './stand-in.ts';
import { walkAct } from './walk-keys.ts';
import { blockedText, walkText } from './walk-text.ts';

const graph = testGraph(
  [
    testNode('shop/frontend'),
    testNode('shop/checkout'),
    testNode('bank/payment', { version: 'v2', health: testHealth('failing', 74, 600) }),
    testNode('bank/ledger'),
    testNode('bank/audit'),
  ],
  [
    testEdge('shop/frontend > shop/checkout', 12),
    testEdge('shop/frontend > bank/audit', 1),
    testEdge('shop/frontend > bank/ledger', 0.5),
    testEdge('shop/checkout > bank/payment', 2, { health: testHealth('failing', 74, 600) }),
  ],
);
const sceneOf = (closed: readonly string[]): Scene =>
  buildScene(startPresence(graph), { ...plainDrawing, isCollapsed: (box) => closed.includes(box) });
const scene = sceneOf([]);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const told = (walk: Walk | null, on: Scene) => plain(walk ? walkText(walk, on, graph) : '');
const go = (from: string, moves: readonly Parameters<typeof move>[2][], on = scene) =>
  moves.reduce<Walk>((walk, by) => move(on, walk, by) ?? walk, standAt(on, from));

test('each step is told: what it is, how it goes, which of how many', () => {
  expect(told(go('shop/checkout', []), scene)).toBe('checkout, healthy, node 2 of 5.');
  expect(told(go('shop/checkout', ['out']), scene)).toBe(
    'payment v2, failing, 12.3 % errors, edge 1 of 1 from checkout.',
  );
  expect(told(go('shop/frontend', ['out', 'next']), scene)).toBe(
    'audit, healthy, edge 2 of 3 from frontend.',
  );
  expect(told(go('bank/audit', ['in']), scene)).toBe('frontend, healthy, edge 1 of 1 into audit.');
  expect(told(go('shop/checkout', ['out', 'edge']), scene)).toBe(
    'Edge checkout to payment v2, http, failing, 2 rps, 12.3 % errors, edge 1 of 1 from checkout.',
  );
});

test('a closed namespace and a line of several edges say what they stand for', () => {
  const closed = sceneOf(['Kubernetes/bank']);
  const at = go('shop/frontend', ['out', 'next'], closed);
  expect(told(at, closed)).toBe('Namespace bank: 2 nodes, closed, healthy, edge 2 of 2 from frontend.');
  expect(told({ ...at, onEdge: true }, closed)).toBe(
    '2 edges frontend to bank: 2 nodes, healthy, edge 2 of 2 from frontend.',
  );
});

test('a step that leads nowhere says why', () => {
  const at = go('bank/audit', []);
  expect(plain(blockedText(at, 'out', scene, graph))).toBe('No edge leads on from audit.');
  expect(plain(blockedText(go('shop/frontend', []), 'in', scene, graph))).toBe('No edge leads to frontend.');
});

test('a name of any length is heard out', () => {
  const long = testGraph([testNode(`shop/${'x'.repeat(10_000)}`)], []);
  const drawn = buildScene(startPresence(long), plainDrawing);
  expect(walkText(standAt(drawn, long.nodes[0]?.id ?? ''), drawn, long).length).toBeLessThan(120);
});

test('a node is stood for by its closed namespace, an opened namespace by its first node', () => {
  const closed = sceneOf(['Kubernetes/bank']);
  expect(standIn('bank/audit', closed, graph)).toBe('namespace Kubernetes/bank');
  expect(standIn('namespace Kubernetes/bank', scene, graph)).toBe('bank/payment');
  expect(standIn('shop/nobody', scene, graph)).toBeNull();
});

test.each([
  [{ key: 'ArrowRight' }, 'out'],
  [{ key: 'ArrowRight', shiftKey: true }, 'pan'],
  [{ key: 'ArrowRight', altKey: true }, null],
  [{ key: 'F10', shiftKey: true }, 'menu'],
  [{ key: 'e' }, 'edge'],
  [{ key: 'e', ctrlKey: true }, null],
  [{ key: 'toString' }, null],
  [{ key: '?', shiftKey: true }, null],
])('%j means %s', (pressed, act) => {
  const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  expect(walkAct({ ...none, ...pressed })).toBe(act);
});
