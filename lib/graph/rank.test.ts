import { expect, test } from 'vitest';
import { rankings } from '#lib/url/drawing-codec.ts';
import { rankNodes } from './rank.ts';
import { edge, graph, node } from './testing/elements.ts';

const mesh = graph(
  ['a/gateway', 'a/cart', 'a/pay', 'a/db', 'a/alone'].map((path) => node(path)),
  [
    edge('a/gateway > a/cart', { count: 300, errors: 0 }),
    edge('a/gateway > a/pay', { count: 900, errors: 0 }),
    edge('a/cart > a/pay', { count: 300, errors: 0 }),
    edge('a/pay > a/db', { count: 30, errors: 0 }, { protocol: 'tcp' }),
  ],
);
const ranksBy = (by: (typeof rankings)[number]) =>
  Object.fromEntries([...rankNodes(mesh, by)].map(([id, rank]) => [id.replace(/^.*a\//, ''), rank]));

test('by edges that arrive, that leave, or both: the same count is the same rank', () => {
  expect(ranksBy('inbound')).toEqual({ pay: 1, cart: 2, db: 2, gateway: 3, alone: 3 });
  expect(ranksBy('outbound')).toEqual({ gateway: 1, cart: 2, pay: 2, db: 3, alone: 3 });
  expect(ranksBy('edges')).toEqual({ pay: 1, gateway: 2, cart: 2, db: 3, alone: 4 });
});

test('by requests that arrive: connections are none, and who is sent none has no rank', () => {
  expect(ranksBy('rate')).toEqual({ pay: 1, cart: 2 });
});

test('more different scores than ranks share them, from 1 to 100', () => {
  const hubs = Array.from({ length: 250 }, (_, i) => node(`a/hub-${i}`));
  const calls = hubs.map(({ id, name }, i) =>
    edge(`a/hub-0 > a/${name}`, { count: i + 1, errors: 0 }, { source: mesh.nodes[0]?.id ?? id }),
  );
  const ranks = [...rankNodes(graph(hubs, calls), 'rate').values()];
  expect([Math.min(...ranks), Math.max(...ranks), new Set(ranks).size]).toEqual([1, 100, 100]);
  expect(ranks.at(-1)).toBe(1);
});

test('no ranking of an empty graph', () => {
  for (const by of rankings) expect(rankNodes(graph([], []), by).size).toBe(0);
});
