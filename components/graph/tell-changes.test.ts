import { expect, test } from 'vitest';
import { testEdge, testGraph, testHealth, testNode } from './scene/fixture.ts';
import { tellChanges } from './tell-changes.ts';

const nodes = ['shop/a', 'shop/b', 'shop/c', 'shop/d'].map((path) => testNode(path));
const graph = (statuses: Readonly<Record<string, Parameters<typeof testHealth>[0]>>) =>
  testGraph(
    nodes,
    Object.entries(statuses).map(([path, status]) =>
      testEdge(path, 1, { health: testHealth(status, status === 'failing' ? 300 : 0, 600) }),
    ),
  );
const told = (before: Parameters<typeof graph>[0], after: Parameters<typeof graph>[0]) =>
  tellChanges(graph(before), graph(after)).replaceAll('\u00a0', ' ');

test('a refresh that changes no verdict is silent', () => {
  expect(told({ 'shop/a > shop/b': 'failing' }, { 'shop/a > shop/b': 'failing' })).toBe('');
  expect(told({ 'shop/a > shop/b': 'healthy' }, { 'shop/a > shop/b': 'degraded' })).toBe('');
});

test('what begins to fail and what fails no more is one text', () => {
  expect(
    told(
      { 'shop/a > shop/b': 'healthy', 'shop/a > shop/c': 'failing' },
      { 'shop/a > shop/b': 'failing', 'shop/a > shop/c': 'healthy' },
    ),
  ).toBe('1 edge began to fail: a to b, 50 % errors. 1 edge no longer fails: a to c.');
});

test('many are counted and the first of them named', () => {
  const paths = ['shop/a > shop/b', 'shop/a > shop/c', 'shop/a > shop/d', 'shop/b > shop/c'];
  const all = (status: 'failing' | 'healthy') => Object.fromEntries(paths.map((path) => [path, status]));
  expect(told(all('healthy'), all('failing'))).toBe(
    '4 edges began to fail: a to b, 50 % errors; a to c, 50 % errors; and 2 more.',
  );
  expect(told(all('failing'), all('healthy'))).toContain(
    '4 edges no longer fail: a to b; a to c; and 2 more.',
  );
});

test('an edge that has fallen silent, or is gone, has not recovered; a new one that fails is told', () => {
  expect(told({ 'shop/a > shop/b': 'failing' }, { 'shop/a > shop/b': 'idle' })).toBe('');
  expect(told({ 'shop/a > shop/b': 'failing' }, {})).toBe('');
  expect(told({}, { 'shop/a > shop/b': 'failing' })).toContain('1 edge began to fail');
});
