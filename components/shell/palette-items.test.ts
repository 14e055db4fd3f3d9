import { expect, test } from 'vitest';
import { testEdge, testNode } from '#components/graph/scene/fixture.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { findable, search, searchGroups } from './palette-items.ts';

const deployment = refTo('Deployment', 'cart');
const nodes = [
  testNode('shop/cart', { object: deployment }),
  testNode('shop/frontend'),
  testNode('outer', { kind: 'external', namespace: null }),
];
const items = findable(nodes, [testEdge('shop/frontend > shop/cart', 5)], ['default', 'shop']);
const titles = (kind: string) => items.filter((item) => item.kind === kind).map(({ title }) => title);

test('nodes, edges, objects and namespaces can be found, a namespace without traffic too', () => {
  expect(titles('edge')).toEqual(['frontend → cart']);
  expect(titles('object')).toEqual(['cart']);
  expect(titles('namespace')).toEqual(['default', 'shop']);
  expect(items.find(({ id }) => id === 'namespace shop')?.detail).toBe('2 nodes');
  expect(items.find(({ id }) => id === 'namespace default')?.detail).toBe('0 nodes');
});

test('all words must occur, and a title that begins with the first comes first', () => {
  expect(search(items, 'cart', 3).map(({ title }) => title)).toEqual(['cart', 'cart', 'frontend → cart']);
  expect(search(items, 'cart deployment', 3).map(({ kind }) => kind)).toEqual(['object']);
  expect(search(items, 'cart nowhere', 3)).toEqual([]);
});

test('the group with the exact name comes first', () => {
  const groups = (['node', 'edge', 'namespace'] as const).map((kind) => ({ kind, limit: 5 }));
  const kinds = (text: string) => searchGroups(groups, items, text).map(({ kind }) => kind);
  expect(kinds('shop')).toEqual(['namespace', 'node']);
  expect(kinds('')).toEqual(['node', 'edge', 'namespace']);
});

test('a workload with a version comes before the objects of its name', () => {
  const ref = { ...deployment, name: 'payment' };
  const found = findable([testNode('shop/payment', { version: 'v1', object: ref })], [], []);
  const groups = (['node', 'object'] as const).map((kind) => ({ kind, limit: 5 }));
  expect(searchGroups(groups, found, 'payment').map(({ kind }) => kind)).toEqual(['node', 'object']);
});
