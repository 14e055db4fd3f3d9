import { expect, test } from 'vitest';
import { startPresence } from '#components/graph/scene/presence.ts';
import { changesOf, onlyIn } from '#lib/graph/compare.ts';
import { diffGraphs } from '#lib/graph/diff.ts';
import { edge, graph, node } from '#lib/graph/testing/elements.ts';
import { comparedPresence } from './compared-presence.ts';

const [a, b, c, d] = [node('shop/a'), node('shop/b'), node('shop/c'), node('shop/d')];
const said = { count: 600, errors: 0 };
const before = graph([a, b, d], [edge('shop/a > shop/b', said), edge('shop/a > shop/d', said)]);
const after = graph([a, b, c], [edge('shop/a > shop/b', said), edge('shop/a > shop/c', said)]);
const diff = diffGraphs(before, after);
const changes = changesOf(diff);
const ids = (list: Iterable<string>) => [...list].sort();
const idOf = (path: string) => edge(path).id;

test('looked at later: what is lost is a ghost, what is new is marked', () => {
  const drawn = comparedPresence(startPresence(after), { changes, onlyVersus: onlyIn(diff, before) });
  expect(ids(drawn.goneAt.keys())).toEqual(ids([d.id, idOf('shop/a > shop/d')]));
  expect(ids(drawn.firstSeen.keys())).toEqual(ids([c.id, idOf('shop/a > shop/c')]));
  expect(drawn.graph.nodes).toContain(d);
});

test('looked at earlier: the other way round', () => {
  const drawn = comparedPresence(startPresence(before), { changes, onlyVersus: onlyIn(diff, after) });
  expect(ids(drawn.goneAt.keys())).toEqual(ids([c.id, idOf('shop/a > shop/c')]));
  expect(ids(drawn.firstSeen.keys())).toEqual(ids([d.id, idOf('shop/a > shop/d')]));
});

test('what came since the comparison was made is there, and an edge without its ends is not drawn', () => {
  const onlyVersus = onlyIn(diff, before);
  const back = comparedPresence(startPresence(before), { changes, onlyVersus });
  expect([back.goneAt.size, back.graph.edges.length]).toEqual([0, 2]);
  const loose = comparedPresence(startPresence(after), {
    changes,
    onlyVersus: { ...onlyVersus, nodes: [] },
  });
  expect(loose.graph.edges).toEqual(after.edges);
});
