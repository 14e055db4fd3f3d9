import { expect, test } from 'vitest';
import type { SceneEdge } from '../scene/scene.ts';
import { Dots, mostDots } from './dots.ts';

const edge = (id: string, rate: number, more: Partial<SceneEdge> = {}): SceneEdge => ({
  id,
  source: 'a',
  target: 'b',
  status: 'healthy',
  protocol: 'http',
  rate,
  bent: false,
  presence: 'here',
  change: null,
  plate: null,
  flow: { rate, failedShare: null },
  members: [],
  ...more,
});
const straight = () => ({ from: { x: 0, y: 0 }, controls: [], to: { x: 300, y: 0 } });

test('a busy line has more dots than a quiet one, an idle one has none', () => {
  const dots = new Dots();
  dots.lay(
    [edge('busy', 50), edge('quiet', 0.1), edge('idle', 0), edge('unknown', 0, { flow: null })],
    straight,
  );
  const counts = Map.groupBy(dots, (dot) => dot.edge.id);
  expect([...counts].map(([id, all]) => [id, all.length])).toEqual([
    ['busy', 12],
    ['quiet', 2],
  ]);
});

test('dots run from the caller to what it calls, and round again', () => {
  const dots = new Dots();
  dots.lay([edge('one', 0.0001)], () => ({ ...straight(), to: { x: 60, y: 0 } }));
  const places = Array.from({ length: 4 }, () => {
    dots.advance(0.75);
    return [...dots].map(({ at }) => Math.round(at.x));
  });
  expect(places).toEqual([[23], [45], [8], [30]].map(([x]) => [expect.closeTo(x ?? 0, -0.5)]));
});

test('failures are told by their own kind, in their share; connections by theirs', () => {
  const dots = new Dots();
  dots.lay(
    [
      edge('bad', 100, { status: 'failing', flow: { rate: 100, failedShare: 0.25 } }),
      edge('db', 5, { protocol: 'tcp' }),
    ],
    straight,
  );
  const kinds = [...dots].filter((dot) => dot.edge.id === 'bad').map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'failed')).toHaveLength(3);
  expect(new Set([...dots].filter((dot) => dot.edge.id === 'db').map(({ kind }) => kind))).toEqual(
    new Set(['tcp']),
  );
});

test('a crowd has no more dots than the most, and the failing line is among them', () => {
  const dots = new Dots();
  const crowd = Array.from({ length: 2500 }, (_, i) => edge(`e${i}`, 1000 + i));
  const failing = edge('failing', 0.01, { status: 'failing' });
  let asked = 0;
  dots.lay([...crowd, failing], () => {
    asked += 1;
    return straight();
  });
  const all = [...dots];
  expect(all).toHaveLength(mostDots);
  expect(all.some((dot) => dot.edge === failing)).toBe(true);
  expect(asked).toBeLessThan(60);
});

test('a new rate leaves the dots of a line where they are', () => {
  const dots = new Dots();
  dots.lay([edge('one', 1)], straight);
  dots.advance(1);
  const before = [...dots].map(({ at }) => at.x);
  dots.lay([edge('one', 1.01)], straight);
  expect([...dots].map(({ at }) => at.x)).toEqual(before);
});
