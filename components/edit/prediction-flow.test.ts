import { expect, test } from 'vitest';
import { asEdgeId } from '#lib/core/branded.ts';
import { perSecond } from '#lib/core/units.ts';
import { predictionFlow } from './prediction-flow.ts';

const row = (what: string, now: number, after: number | null, edge: string | null = null) => ({
  what,
  edge: edge === null ? null : asEdgeId(edge),
  now: perSecond.parse(now),
  after: after === null ? null : perSecond.parse(after),
});

test('versions stand beside what they call, which gets the sum of their lines', () => {
  const flow = predictionFlow([
    row('cart v1', 90, 50),
    row('cart v2', 10, 50),
    row('cart v1 → db', 180, 100, 'a'),
    row('cart v2 → db', 20, 100, 'b'),
    row('cart v2 → log', 5, null, 'c'),
  ]);
  expect(flow.versions.map(({ name, row: at }) => [name, at])).toEqual([
    ['cart v1', 0],
    ['cart v2', 1],
  ]);
  expect(flow.called).toMatchObject([
    { name: 'db', now: 200, after: 200, row: 0 },
    { name: 'log', now: 5, after: null, row: 1 },
  ]);
  expect(flow.lines.map(({ from, to }) => `${from.name} > ${to.name}`)).toEqual([
    'cart v1 > db',
    'cart v2 > db',
    'cart v2 > log',
  ]);
});

test('without a prediction there is nothing to draw', () => {
  expect(predictionFlow([])).toEqual({ versions: [], called: [], lines: [] });
});
