import { expect, test } from 'vitest';
import { narrowestOf, tracksOf } from './grid-column.ts';

const columns = [
  { id: 'a', title: 'A', width: 80 },
  { id: 'b', title: 'B', width: 120, grow: 1.5 },
];

test('tracks, and how narrow a row of them can be', () => {
  expect(tracksOf(columns)).toBe('80px minmax(120px,1.5fr)');
  expect(narrowestOf(columns, 16)).toBe(80 + 12 + 120 + 32);
});
