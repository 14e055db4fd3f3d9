import { expect, test } from 'vitest';
import { changesOf } from './compare.ts';
import { concernOf, countsText, differenceText, errorPair, latencyPair, ratePair } from './compare-text.ts';
import { diffGraphs } from './diff.ts';
import { edge, graph, node, type Said } from './testing/elements.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const ends = [node('shop/a'), node('shop/b')];

function changed(before: Said | null, after: Said | null, protocol: 'http' | 'tcp' = 'http') {
  const side = (said: Said | null) =>
    graph(ends, said === null ? [] : [edge('shop/a > shop/b', said, { protocol })]);
  const [change] = changesOf(diffGraphs(side(before), side(after)));
  if (change?.kind !== 'edge') throw new Error('no change');
  return change;
}

test('numbers of both moments, the unit once', () => {
  const change = changed(
    { count: 6000, errors: 0, latency: 20 },
    { count: 12_000, errors: 1500, latency: 900 },
  );
  expect(plain(ratePair(change))).toBe('20 → 40 rps');
  expect(plain(errorPair(change))).toBe('0 → 12.5 %');
  expect(plain(latencyPair(change))).toBe('20 → 900 ms');
  expect(plain(differenceText(change.rate, 'other'))).toBe('+100 %');
  expect(plain(differenceText(change.errorShare, 'share'))).toBe('+12.5 pts');
});

test('units that differ are both told, and what was not there is no 0', () => {
  const slow = changed({ count: 600, latency: 200 }, { count: 600, latency: 2000 });
  expect(plain(latencyPair(slow))).toBe('200 ms → 2 s');
  const fresh = changed(null, { count: 600, errors: 0 });
  expect(plain(ratePair(fresh))).toBe('– → 2 rps');
  expect(differenceText(fresh.rate, 'other')).toBe('');
});

test('a difference that would be written as 0 is not written', () => {
  const change = changed({ count: 6000, errors: 2 }, { count: 60_000, errors: 0 });
  expect(plain(errorPair(change))).toBe('< 0.1 % → 0 %');
  expect(differenceText(change.errorShare, 'share')).toBe('');
});

test('less has a minus of its own, TCP has bytes', () => {
  const less = changed({ count: 12_000 }, { count: 6000 });
  expect(plain(differenceText(less.rate, 'other'))).toBe('\u221250 %');
  expect(plain(ratePair(changed(null, { bytes: 2000 }, 'tcp')))).toMatch(/^– → \d.* k?B\/s$/);
});

test('what is new fails, what was there fails more', () => {
  expect(concernOf({ concern: 'fails-more', mark: 'new' })).toBe('fails');
  expect(concernOf({ concern: 'fails-more', mark: 'changed' })).toBe('fails more');
});

const none = { new: 0, lost: 0, changed: 0 };
test.each([
  [none, none, 'Nothing is new, lost or changed'],
  [{ new: 1, lost: 0, changed: 2 }, none, '3 edges: 1 new, 2 changed'],
  [{ ...none, lost: 1 }, { ...none, new: 1 }, '1 edge: 1 lost · 1 node: 1 new'],
])('%o and %o', (edges, nodes, text) => {
  expect(countsText({ nodes, edges })).toBe(text);
});
