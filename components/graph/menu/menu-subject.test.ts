import { expect, test } from 'vitest';
import { answer } from '#components/graph/find/find-engine.ts';
import { edge, graph as graphOf, node } from '#lib/graph/testing/elements.ts';
import { buildScene } from '../scene/build-scene.ts';
import { plainDrawing } from '../scene/fixture.ts';
import { startPresence } from '../scene/presence.ts';
import { findExpression, listWords, type MenuSubject, subjectName, subjectOf } from './menu-subject.ts';

const graph = graphOf(
  [
    node('shop/cart-v1'),
    node('shop/cart-v2'),
    node('bank/cart-v1'),
    node('shop/a "b" or c', { kind: 'external', app: null }),
    node('x/unknown', { kind: 'unknown', namespace: null, name: 'unknown', app: null }),
  ],
  [
    edge('shop/cart-v1 > bank/cart-v1'),
    edge('shop/cart-v2 > bank/cart-v1'),
    edge('x/unknown > shop/cart-v1'),
    edge('shop/cart-v1 > shop/a "b" or c'),
  ],
);
const sceneOf = (collapsed: readonly string[]) =>
  buildScene(startPresence(graph), {
    ...plainDrawing,
    isCollapsed: (box) => collapsed.includes(box),
  });
const open = sceneOf([]);

test('the find expression of each element is true of it alone', () => {
  const subjects = [
    ...graph.nodes.map(({ id }) => subjectOf({ kind: 'node', id }, graph, open)),
    ...graph.edges.map(({ id }) => subjectOf({ kind: 'edge', id }, graph, open)),
  ].filter((subject): subject is MenuSubject => subject !== null);
  expect(subjects.length).toBe(9);
  for (const subject of subjects) {
    const { match, error } = answer(graph, findExpression(subject) ?? '', { namespaces: new Set() });
    expect(error).toBeNull();
    expect(subject.kind === 'node' ? match?.nodes : match?.edges).toEqual([
      subject.kind === 'node' ? subject.node.id : subject.kind === 'edge' ? subject.edge.id : '',
    ]);
  }
});

test('a closed namespace and its box are the namespace', () => {
  const closed = sceneOf(['Kubernetes/shop']);
  const subject = { kind: 'namespace', box: 'Kubernetes/shop', cluster: 'Kubernetes', namespace: 'shop' };
  expect(subjectOf({ kind: 'node', id: 'namespace Kubernetes/shop' }, graph, closed)).toEqual(subject);
  expect(subjectOf({ kind: 'box', id: 'Kubernetes/shop' }, graph, open)).toEqual(subject);
});

test('a line of several edges tells how many it stands for', () => {
  const closed = sceneOf(['Kubernetes/shop']);
  const line = closed.edges.find(({ members }) => members.length === 2);
  const subject = subjectOf({ kind: 'edge', id: line?.id ?? '' }, graph, closed);
  expect(subject?.kind === 'edges' && subject.edges.length).toBe(2);
  expect(subject && subjectName(subject)).toBe('shop → cart');
  expect(subject && findExpression(subject)).toBeNull();
});

test('what has left the graph has no menu', () => {
  expect(subjectOf({ kind: 'node', id: 'shop/gone' }, graph, open)).toBeNull();
  expect(subjectOf({ kind: 'edge', id: 'shop/gone > shop/gone http' }, graph, open)).toBeNull();
});

test('the list is narrowed by the words that its rows show', () => {
  const subject = subjectOf({ kind: 'edge', id: graph.edges[0]?.id ?? '' }, graph, open);
  expect(subject && listWords(subject)).toBe('cart v1 shop cart v1 bank');
});

test('a box of an application or a cluster is found by what it goes round', () => {
  const expressions = ['app:Kubernetes/shop/cart', 'cluster:Kubernetes'].map((id) => {
    const subject = subjectOf({ kind: 'box', id }, graph, open);
    return subject && findExpression(subject);
  });
  expect(expressions).toEqual(['app = cart and namespace = shop', 'cluster = Kubernetes']);
});
