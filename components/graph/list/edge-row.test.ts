import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { perSecond } from '#lib/core/units.ts';
import { testEdge, testGraph, testHealth, testNode } from '../scene/fixture.ts';
import { edgeRows, filterRows, sortRows, summarise } from './edge-row.ts';

const errorRow = {
  reporter: 'source' as const,
  code: '503',
  grpcStatus: null,
  flags: ['UC'],
  error: true,
  rate: perSecond.parse(1),
  count: 74,
};
const rows = edgeRows(
  testGraph(
    ['shop/a', 'shop/b', 'bank/c'].map((path) => testNode(path)),
    [
      testEdge('shop/a > shop/b', 5),
      testEdge('shop/b > bank/c', 1, { health: testHealth('failing', 74, 600), responses: [errorRow] }),
      testEdge('shop/a > bank/c', 9, { health: testHealth('degraded', 3, 600) }),
      testEdge('bank/c > shop/a', 2, { health: testHealth('failing', 5, 600) }),
      testEdge('shop/a > gone/x', 2),
      testEdge('bank/c > shop/b', 0, {
        health: testHealth('unknown', null, null),
        reports: { source: null, destination: null, waypoint: null, ztunnel: null },
      }),
    ],
  ),
);
const ids = (list: typeof rows) => list.map((row) => row.edge.id);

test('an edge with an end that is not drawn has no row', () => {
  expect(ids(rows)).not.toContain('shop/a > gone/x');
});

test('failing first, the worst share on top', () => {
  expect(ids(sortRows(rows, { column: 'status', descending: true }))).toEqual([
    'shop/b > bank/c',
    'bank/c > shop/a',
    'shop/a > bank/c',
    'shop/a > shop/b',
    'bank/c > shop/b',
  ]);
});

test('no data is last whichever way round', () => {
  expect(ids(sortRows(rows, { column: 'rate', descending: true })).at(-1)).toBe('bank/c > shop/b');
  expect(ids(sortRows(rows, { column: 'rate', descending: false })).at(-1)).toBe('bank/c > shop/b');
  expect(ids(sortRows(rows, { column: 'rate', descending: true }))[0]).toBe('shop/a > bank/c');
});

test('what was measured sorts by its number, and what has no data comes last', () => {
  const slow: Readonly<Record<string, number>> = { 'shop/a > shop/b': 9, 'bank/c > shop/a': 120 };
  const measured = rows.map((row) => ({
    ...row,
    extras: { values: row.edge.id in slow ? { p95: slow[row.edge.id] ?? 0 } : {}, share: null },
  }));
  const sorted = (descending: boolean) => ids(sortRows(measured, { column: 'p95', descending })).slice(0, 2);
  expect(sorted(true)).toEqual(['bank/c > shop/a', 'shop/a > shop/b']);
  expect(sorted(false)).toEqual(['shop/a > shop/b', 'bank/c > shop/a']);
});

test('the filter looks into names, states, codes and flags', () => {
  expect(ids(filterRows(rows, '503 uc'))).toEqual(['shop/b > bank/c']);
  expect(ids(filterRows(rows, 'degraded'))).toEqual(['shop/a > bank/c']);
  expect(filterRows(rows, ' ')).toHaveLength(5);
});

test('names of several clusters are told and found with their cluster', () => {
  const [east, west] = ['east', 'west'].map((name) => ({ cluster: clusterId.parse(name) }));
  const two = edgeRows(
    testGraph(
      [testNode('shop/a', east), testNode('shop/b', east), testNode('bank/c', west)],
      [testEdge('shop/a > shop/b', 1), testEdge('shop/a > bank/c', 1)],
    ),
  );
  expect(two.map(({ clusters }) => clusters)).toEqual([true, true]);
  expect(ids(filterRows(two, 'west'))).toEqual(['shop/a > bank/c']);
  expect(rows.some(({ clusters }) => clusters)).toBe(false);
  expect(filterRows(rows, 'kubernetes')).toEqual([]);
});

test('the summary names the worst and why', () => {
  expect(summarise(rows)).toMatchObject({ failing: 2, degraded: 1, total: 5, worstError: '503 UC' });
  expect(summarise(rows).worst?.edge.id).toBe('shop/b > bank/c');
  expect(summarise([]).worst).toBeNull();
});

test('an error on the configuration comes before warnings, requests by how many, and none of either last', () => {
  const list = edgeRows(
    testGraph(
      ['shop/a', 'shop/b', 'shop/c', 'shop/d'].map((path) => testNode(path)),
      [
        testEdge('shop/a > shop/b', 5, { findings: { error: 0, warning: 9, info: 0 } }),
        testEdge('shop/b > shop/c', 1, { findings: { error: 1, warning: 0, info: 0 } }),
        testEdge('shop/a > shop/c', 9),
        testEdge('shop/a > shop/d', 3, { protocol: 'tcp', findings: { error: 0, warning: 0, info: 1 } }),
      ],
    ),
  );
  expect(ids(sortRows(list, { column: 'findings', descending: true }))).toEqual([
    'shop/b > shop/c',
    'shop/a > shop/b',
    'shop/a > shop/d',
    'shop/a > shop/c',
  ]);
  expect(ids(sortRows(list, { column: 'requests', descending: true })).at(-1)).toBe('shop/a > shop/d');
});

test('layers sort by the share they act on; what declares nothing comes last', () => {
  const key: Readonly<Record<string, number>> = { 'shop/a > shop/b': 0, 'bank/c > shop/a': 0.2 };
  const layered = rows.map((row) => ({
    ...row,
    marks:
      row.edge.id in key
        ? [{ layer: 'faults', text: 'abort 500', tone: 'quiet', key: key[row.edge.id] ?? 0 } as const]
        : [],
  }));
  const sorted = ids(sortRows(layered, { column: 'faults', descending: true })).slice(0, 2);
  expect(sorted).toEqual(['bank/c > shop/a', 'shop/a > shop/b']);
});
