import { expect, test } from 'vitest';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { edgeMoment } from './edge-moment.ts';
import type { TrendOf } from './trend-of.ts';

const [gone, there, further] = ['gone', 'there', 'further'].map((id) => edgeId.parse(id));
const at = (minute: number) => epochSeconds.parse(1_000_000 + minute * 60);
const ends = [gone, there, further].map((id) => ({
  id: edgeId.parse(id),
  source: nodeId.parse('a'),
  target: nodeId.parse('b'),
  lastAt: id === there ? null : at(0),
}));
const trend: TrendOf = {
  key: 'a',
  measure: 'requests',
  points: [
    [at(40), 5],
    [at(41), 2],
    [at(42), 0],
    [at(43), null],
  ],
  trend: null,
  since: null,
  changes: [],
  more: 0,
};
const of = (...edges: readonly (typeof gone)[]) => ({ edges: edges.flatMap((id) => id ?? []) });
const id = edgeId.parse('gone');

test('an edge that is on the graph is looked at now', () => {
  expect(edgeMoment(of(there), edgeId.parse('there'), ends, trend)).toBeNull();
});

test('one that is gone is looked at when its last request was seen, else when it was there before', () => {
  expect(edgeMoment(of(gone), id, ends, trend)).toBe(at(41));
  expect(edgeMoment(of(gone), id, ends, null)).toBe(at(0));
  // Series of several edges tell of none of them alone.
  expect(edgeMoment(of(gone, further), id, ends, trend)).toBe(at(0));
  expect(edgeMoment(of(gone), edgeId.parse('further'), ends, trend)).toBe(at(0));
});
