import { expect, test } from 'vitest';
import { match } from '#lib/graph/find/match.ts';
import { parseExpression } from '#lib/graph/find/parse.ts';
import { buildScene } from './build-scene.ts';
import { plainDrawing, testEdge, testGraph, testHealth, testNode } from './fixture.ts';
import { foundInScene } from './found.ts';
import { startPresence } from './presence.ts';

const graph = testGraph(
  [testNode('shop/frontend'), testNode('shop/cart'), testNode('bank/payment'), testNode('bank/ledger')],
  [
    testEdge('shop/frontend > shop/cart', 40),
    testEdge('shop/cart > bank/payment', 2),
    testEdge('bank/payment > bank/ledger', 1, { health: testHealth('failing', 60, 300) }),
  ],
);
const scene = (closed: readonly string[]) =>
  buildScene(startPresence(graph), {
    ...plainDrawing,
    labels: ['rate'],
    isCollapsed: (box) => closed.includes(box),
  });

function found(text: string, closed: readonly string[] = []): string[] {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.value === null) throw new Error(`${text} does not read`);
  return foundInScene(scene(closed), match(graph, parsed.value)).map(({ kind, id }) => `${kind} ${id}`);
}

test('what matches is found as it is drawn', () => {
  expect(found('name = cart')).toEqual(['node shop/cart']);
  expect(found('failing')).toContain('edge bank/payment > bank/ledger');
});

test('a closed namespace stands for what is in it', () => {
  expect(found('name = frontend', ['Kubernetes/shop'])).toEqual(['node namespace Kubernetes/shop']);
  expect(found('source.name = frontend', ['Kubernetes/bank'])).toEqual(['edge shop/frontend > shop/cart']);
});

test('what matches nothing finds nothing', () => {
  expect(found('name = nobody')).toEqual([]);
});
