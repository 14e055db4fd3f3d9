import { expect, test } from 'vitest';
import { openRows, sideStep } from './open-rows.ts';
import { spanTree, type TreeSpan } from './span-tree.ts';
import { spanOf } from './testing/spans.ts';

const { roots } = spanTree({
  spans: [spanOf('a', null), spanOf('b', 'a'), spanOf('c', 'b'), spanOf('d', 'a', { start: 1050 })],
});
const ids = (rows: readonly TreeSpan[]) => rows.map(({ span }) => span.id).join('');
const all = openRows(roots, new Set());
const at = (id: string) => all.findIndex(({ span }) => span.id === id);
const b = all[at('b')];

test('what is below a closed span is not there', () => {
  expect(ids(all)).toBe('abcd');
  expect(ids(openRows(roots, new Set(b ? [b] : [])))).toBe('abd');
});

test('right opens or goes in, left closes or goes out', () => {
  const none = new Set<TreeSpan>();
  expect(sideStep('ArrowRight', at('a'), all, none)).toEqual({ to: 1 });
  expect(sideStep('ArrowRight', at('c'), all, none)).toBeNull();
  expect(sideStep('ArrowLeft', at('b'), all, none)).toEqual({ toggle: b });
  expect(sideStep('ArrowLeft', at('d'), all, none)).toEqual({ to: at('a') });
  const closed = new Set(b ? [b] : []);
  expect(sideStep('ArrowRight', 1, openRows(roots, closed), closed)).toEqual({ toggle: b });
  expect(sideStep('ArrowLeft', 1, openRows(roots, closed), closed)).toEqual({ to: 0 });
  expect(sideStep('ArrowUp', 1, all, none)).toBeNull();
});
