import { expect, test } from 'vitest';
import { changesOf } from '#lib/graph/compare.ts';
import { diffGraphs } from '#lib/graph/diff.ts';
import { edge, graph, node } from '#lib/graph/testing/elements.ts';
import { type ChangeSort, changeName, sortChanges } from './change-order.ts';

const ends = [node('shop/a'), node('shop/b-v2'), node('shop/c')];
const before = graph(ends, [
  edge('shop/a > shop/b-v2', { count: 6000, errors: 0, latency: 20 }),
  edge('shop/a > shop/c', { count: 30_000, errors: 0 }),
]);
const after = graph(ends, [
  edge('shop/a > shop/b-v2', { count: 6000, errors: 3000, latency: 900 }),
  edge('shop/b-v2 > shop/c', { count: 600, errors: 0, latency: 5 }),
]);
const changes = changesOf(diffGraphs(before, after));
const names = (sort: ChangeSort) => sortChanges(changes, sort).map(changeName);

test('what matters most is first unless asked otherwise', () => {
  expect(names({ column: 'weight', descending: true })[0]).toBe('a → b v2');
  expect(names({ column: 'weight', descending: false }).at(-1)).toBe('a → b v2');
});

test.each<[ChangeSort['column'], boolean, string]>([
  ['name', false, 'a → b v2'],
  ['name', true, 'b v2 → c'],
  ['rate', true, 'b v2 → c'],
  ['rate', false, 'a → c'],
  ['errors', true, 'a → b v2'],
  ['latency', true, 'a → b v2'],
])('by %s, descending %s: first %s', (column, descending, first) => {
  expect(names({ column, descending })[0]).toBe(first);
});

test('what has no number comes last, either way', () => {
  for (const descending of [true, false]) {
    expect(names({ column: 'latency', descending })[0]).toBe('a → b v2');
  }
});
