import { expect, test } from 'vitest';
import type { QueryCost } from '#lib/api/status-contract.ts';
import { epochSeconds, milliseconds } from '#lib/core/units.ts';
import { refreshesOf } from './refreshes.ts';

const query = (name: string, window: string): QueryCost => ({
  name,
  promql: `rate(x[${window}])`,
  at: epochSeconds.parse(1_000_000),
  took: milliseconds.parse(3),
  series: 1,
  samples: null,
  warnings: [],
  error: null,
});

test('two windows that are looked at are two refreshes, and no query is lost', () => {
  const queries = [query('a', '5m'), query('b', '5m'), query('a', '1m'), query('b', '1m'), query('c', '1m')];
  const refreshes = refreshesOf(queries);
  expect(refreshes.map((each) => each.map(({ name }) => name).join(''))).toEqual(['ab', 'abc']);
  expect(refreshes.flat()).toEqual(queries);
  expect(refreshesOf([])).toEqual([]);
});
