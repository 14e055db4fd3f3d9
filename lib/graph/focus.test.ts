import { expect, test } from 'vitest';
import type { NodeId } from '#lib/core/ids.ts';
import type { FocusDirection } from '#lib/url/focus-codec.ts';
import { focusOn, keepNodes, nearNodes } from './focus.ts';
import { edge, graph as graphOf, node } from './testing/elements.ts';

const names = ['shop/web', 'shop/cart', 'shop/stock', 'shop/db', 'bank/pay'];
const nodes = names.map((name) => node(name));
const graph = graphOf(nodes, [
  edge('shop/web > shop/cart'),
  edge('shop/cart > shop/stock'),
  edge('shop/stock > shop/db'),
  edge('shop/web > bank/pay'),
  edge('bank/pay > shop/stock'),
]);
const idOf = (name: string): NodeId => node(name).id;
const near = (name: string, hops: number, direction: FocusDirection) =>
  [...(nearNodes(graph, idOf(name), hops, direction) ?? [])].sort();

test.each<[number, FocusDirection, string[]]>([
  [1, 'both', ['bank/pay', 'shop/cart', 'shop/db', 'shop/stock']],
  [1, 'callers', ['bank/pay', 'shop/cart', 'shop/stock']],
  [2, 'callers', ['bank/pay', 'shop/cart', 'shop/stock', 'shop/web']],
  [1, 'called', ['shop/db', 'shop/stock']],
  [3, 'called', ['shop/db', 'shop/stock']],
])('%i hops of stock, %s', (hops, direction, expected) => {
  expect(near('shop/stock', hops, direction)).toEqual(expected);
});

test('a circle of calls ends', () => {
  const circle = graphOf(nodes.slice(0, 2), [edge('shop/web > shop/cart'), edge('shop/cart > shop/web')]);
  expect(nearNodes(circle, idOf('shop/web'), 3, 'called')?.size).toBe(2);
});

test('edges among what stays are kept, whichever way the focus looks', () => {
  const focused = focusOn(graph, idOf('shop/web'), 1, 'called');
  expect(focused.edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
    'shop/web shop/cart',
    'shop/web bank/pay',
  ]);
  expect(keepNodes(graph, new Set([idOf('shop/stock'), idOf('shop/db')])).edges.length).toBe(1);
});

test('a centre that is not on the graph is near nothing, and the whole is shown', () => {
  expect(nearNodes(graph, idOf('shop/gone'), 2, 'both')).toBeNull();
  expect(focusOn(graph, idOf('shop/gone'), 2)).toBe(graph);
});
