import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { changesOf, countsOf, graphChange, onlyIn } from './compare.ts';
import { diffGraphs } from './diff.ts';
import type { TrafficGraph } from './model.ts';
import { edge, graph, node } from './testing/elements.ts';

const earlier = (g: TrafficGraph): TrafficGraph => ({ ...g, at: epochSeconds.parse(g.at - 3600) });
const [a, b, c] = [node('shop/a'), node('shop/b'), node('shop/c')];
const before = earlier(
  graph(
    [a, b],
    [edge('shop/a > shop/b', { count: 600, errors: 0 }), edge('shop/b > shop/a', { count: 600, errors: 0 })],
  ),
);
const after = graph(
  [a, b, c],
  [edge('shop/a > shop/b', { count: 600, errors: 300 }), edge('shop/a > shop/c', { count: 600, errors: 0 })],
);
const diff = diffGraphs(before, after);

test('changes name their ends, worst first, and hold to the contract', () => {
  const changes = changesOf(diff).map((change) => graphChange.parse(change));
  const told = changes.map((change) =>
    change.kind === 'edge'
      ? `${change.mark} ${change.source.name} > ${change.target.name}`
      : `${change.mark} ${change.node.name}`,
  );
  expect(told[0]).toBe('changed a > b');
  expect([...told].sort()).toEqual(['changed a > b', 'lost b > a', 'new a > c', 'new c']);
});

test('what only one moment has is told whole, for drawing it in the other', () => {
  expect(onlyIn(diff, after).nodes).toEqual([c]);
  expect(onlyIn(diff, after).edges).toEqual([after.edges[1]]);
  expect(onlyIn(diff, before)).toEqual({ nodes: [], edges: [before.edges[1]] });
});

test('what is counted is what is listed: a node whose edges tell what its traffic did is the same', () => {
  const changes = changesOf(diff);
  expect(countsOf(diff, changes)).toEqual({
    nodes: { new: 1, lost: 0, changed: 0, same: 2 },
    edges: { new: 1, lost: 1, changed: 1, same: 0 },
  });
});
