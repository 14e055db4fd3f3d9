import { expect, test } from 'vitest';
import { nextScales } from './rollout.ts';

/** Runs a rollout to its end, every pod ready at once; returns each step's totals. */
function roll(
  replicas: number,
  maxSurge: string | number,
  maxUnavailable: string | number,
  recreate = false,
) {
  let current = 0;
  let old = replicas;
  const steps: [number, number][] = [];
  for (let i = 0; i < 100 && (current !== replicas || old !== 0); i += 1) {
    const next = nextScales({
      replicas,
      recreate,
      maxSurge,
      maxUnavailable,
      current: { desired: current, present: current, ready: current },
      olds: [{ desired: old, present: old, ready: old }],
    });
    current = next.current;
    old = next.olds[0] ?? 0;
    steps.push([current, old]);
  }
  return steps;
}

test.each([
  [1, '25%', '25%'],
  [2, '25%', '25%'],
  [20, '25%', '25%'],
  [3, 1, 0],
  [3, 0, 1],
  [3, 0, 0],
])('%i replicas, surge %s, unavailable %s: ends, never over the surge', (replicas, surge, unavailable) => {
  const steps = roll(replicas, surge, unavailable);
  expect(steps.at(-1)).toEqual([replicas, 0]);
  const room = typeof surge === 'number' ? surge : Math.ceil(replicas / 4);
  for (const [current, old] of steps) expect(current + old).toBeLessThanOrEqual(replicas + room);
});

test('Recreate takes the old pods first', () => {
  expect(roll(3, 0, 0, true)).toEqual([
    [0, 0],
    [3, 0],
  ]);
});

test('a new version that never becomes ready stops the rollout with enough of the old one left', () => {
  const next = nextScales({
    replicas: 4,
    recreate: false,
    maxSurge: '25%',
    maxUnavailable: '25%',
    current: { desired: 2, present: 2, ready: 0 },
    olds: [{ desired: 3, present: 3, ready: 3 }],
  });
  expect(next).toEqual({ current: 2, olds: [3] });
});

test('without old pods the current ones follow the wish at once', () => {
  const next = nextScales({
    replicas: 7,
    recreate: false,
    maxSurge: 0,
    maxUnavailable: 0,
    current: { desired: 2, present: 2, ready: 2 },
    olds: [],
  });
  expect(next.current).toBe(7);
});
