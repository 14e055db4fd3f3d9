import { expect, test } from 'vitest';
import { compareGraphs } from './compare.ts';

const graph = (nodes: Record<string, unknown>[], edges: Record<string, unknown>[] = []) => ({
  nodes,
  edges,
  boxes: [],
});

test('rates agree to a hundredth, small ones to a thousandth of themselves, percentages to a tenth', () => {
  const edge = (http: number, httpPercentErr: number) =>
    graph([], [{ source: 'a', target: 'b', protocol: 'http', rates: { http, httpPercentErr } }]);
  expect(compareGraphs(edge(1.009, 3.39), edge(1, 3.3))).toEqual({ missing: [], extra: [] });
  expect(compareGraphs(edge(1.02, 3.3), edge(1, 3.3)).missing).toEqual(['edge a -> b http.rates.http = 1']);
  expect(compareGraphs(edge(0.0012, 1), edge(0.001, 1)).extra).toEqual([
    'edge a -> b http.rates.http = 0.0012',
  ]);
  expect(compareGraphs(edge(1, 3.5), edge(1, 3.3)).missing).toHaveLength(1);
});

test('elements and fields on one side alone are missing or extra; order in lists says nothing', () => {
  const is = graph([{ key: 'a', isRoot: true, destServices: ['x', 'y'] }, { key: 'c' }]);
  const should = graph([{ key: 'a', app: 'a', destServices: ['y', 'x'], kialiIdSha256: '0' }, { key: 'b' }]);
  expect(compareGraphs(is, should)).toEqual({
    missing: ['node a.app = "a"', 'node b'],
    extra: ['node a.isRoot = true', 'node c'],
  });
});

test('of nodes with one key it does not matter which is named first', () => {
  const is = graph(
    [
      { key: 'app:a#one', workload: 'one' },
      { key: 'app:a#two', workload: 'two' },
    ],
    [{ source: 'app:a#one', target: 'app:a#two', protocol: 'http' }],
  );
  const should = graph(
    [
      { key: 'app:a', workload: 'one' },
      { key: 'app:a#two', workload: 'two' },
    ],
    [{ source: 'app:a', target: 'app:a#two', protocol: 'http' }],
  );
  expect(compareGraphs(is, should)).toEqual({ missing: [], extra: [] });
});
