import { expect, test } from 'vitest';
import { comparedPresence } from '#components/time/compared-presence.ts';
import { changesOf, onlyIn } from '#lib/graph/compare.ts';
import { diffGraphs } from '#lib/graph/diff.ts';
import { edge, graph, node } from '#lib/graph/testing/elements.ts';
import { buildScene } from './build-scene.ts';
import { plainDrawing } from './fixture.ts';
import { startPresence } from './presence.ts';

const ends = [node('shop/a'), node('shop/b'), node('bank/c'), node('bank/d')];
const before = graph(ends, [
  edge('shop/a > shop/b', { count: 6000, errors: 300, latency: 20 }),
  edge('shop/b > bank/c', { count: 30_000, errors: 0, latency: 20 }),
  edge('shop/b > bank/d', { count: 30_000, errors: 0, latency: 20 }),
]);
const after = graph(
  [...ends, node('shop/new')],
  [
    edge('shop/a > shop/b', { count: 9000, errors: 0, latency: 20 }),
    edge('shop/b > bank/c', { count: 30_000, errors: 0, latency: 20 }),
    edge('shop/a > shop/new', { count: 600, errors: 0, latency: 20 }),
  ],
);
const diff = diffGraphs(before, after);
const compared = comparedPresence(startPresence(after), {
  changes: changesOf(diff),
  onlyVersus: onlyIn(diff, before),
});
const labels = ['rate', 'errors'] as const;
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test('what is compared is marked, with its differences, and what is the same says nothing', () => {
  const scene = buildScene(compared, { ...plainDrawing, labels });
  expect(
    scene.edges.map(({ source, target, change, plate, presence }) => [
      `${source} > ${target}`,
      change?.mark ?? null,
      plain(plate?.text),
      presence,
    ]),
  ).toEqual([
    ['shop/a > shop/b', 'changed', 'rate +50 % · errors −5 pts', 'here'],
    ['shop/b > bank/c', null, undefined, 'here'],
    ['shop/a > shop/new', 'new', '2 rps', 'fresh'],
    ['shop/b > bank/d', 'lost', 'was 100 rps', 'absent'],
  ]);
  expect(scene.compared).toBe(true);
  expect(scene.nodes.find(({ id }) => id === 'shop/new')?.change?.mark).toBe('new');
});

test('a closed namespace and a line of several edges say how many changed', () => {
  const scene = buildScene(compared, { ...plainDrawing, labels, isCollapsed: (box) => box.endsWith('bank') });
  const line = scene.edges.find(({ target }) => target === 'namespace Kubernetes/bank');
  expect([line?.change, plain(line?.plate?.text)]).toEqual([{ mark: 'lost', text: '1 of 2' }, '1 of 2']);
});

test('without a comparison nothing is marked', () => {
  const scene = buildScene(startPresence(after), { ...plainDrawing, labels });
  expect(scene.compared).toBe(false);
  expect([...scene.nodes, ...scene.edges].filter(({ change }) => change !== null)).toEqual([]);
  expect(scene.edges.every(({ plate }) => plate !== null)).toBe(true);
});
