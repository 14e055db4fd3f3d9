import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { chartRows, hasAnyValue } from './chart-rows.ts';

const at = (n: number) => epochSeconds.parse(n);

test('series are joined on time and gaps stay gaps', () => {
  const rows = chartRows([
    {
      name: 'source',
      points: [
        [at(10), 1],
        [at(20), null],
        [at(30), 3],
      ],
    },
    {
      name: 'destination',
      points: [
        [at(20), 5],
        [at(40), 0],
      ],
    },
  ]);
  expect(rows).toEqual([
    { at: 10, s0: 1, s1: null },
    { at: 20, s0: null, s1: 5 },
    { at: 30, s0: 3, s1: null },
    { at: 40, s0: null, s1: 0 },
  ]);
});

test('a chart of nothing but gaps has no value; 0 is one', () => {
  expect(hasAnyValue([{ name: 'a', points: [[at(1), null]] }])).toBe(false);
  expect(hasAnyValue([{ name: 'a', points: [[at(1), 0]] }])).toBe(true);
});
