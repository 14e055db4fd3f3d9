import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { chartRows, clockTicks, hasAnyValue, largest, standsAlone } from './chart-rows.ts';

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

test('a value between two gaps stands alone: only it needs a dot', () => {
  const rows = [null, 1, null, 2, 3].map((s0, place) => ({ at: place, s0 }));
  expect(rows.map((_, place) => standsAlone(rows, 's0', place))).toEqual([false, true, false, false, false]);
});

test('the largest series are kept and the rest is one, with its gaps', () => {
  const series = (name: string, first: number | null, second: number | null) => ({
    name,
    points: [
      [at(10), first] as [ReturnType<typeof at>, number | null],
      [at(20), second] as [ReturnType<typeof at>, number | null],
    ],
  });
  const all = [series('404', 1, null), series('503 UC', 9, 9), series('500', 2, null)];
  expect(largest(all, 3).map(({ name }) => name)).toEqual(['503 UC', '500', '404']);
  expect(largest(all, 2)).toEqual([series('503 UC', 9, 9), series('other', 3, null)]);
});

test('ticks stand on round steps of the clock', () => {
  expect(clockTicks(1_000_000_000, 1_000_001_800)).toEqual([1_000_000_200, 1_000_000_800, 1_000_001_400]);
});
