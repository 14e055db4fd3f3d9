import { expect, test } from 'vitest';
import { cart, planOf, splitOf, subsetsOf } from '#lib/edit/checks/testing/plan-of.ts';
import { labelsOf } from '#lib/graph/testing/traffic.ts';
import { defaultLimits } from '#lib/verdict/limits.ts';
import { contextOf, type World } from '../queries/testing/context.ts';
import { guardSteps } from './guard-steps.ts';

const base = cart() + subsetsOf(['v1', 'v2']);

async function rails(before: string, after: string, maxStep = 25, vectors: World['vectors'] = {}) {
  const input = planOf({ base, before, after });
  const snapshot = { version: 1, clusters: new Map([[input.before.id, input.before]]) };
  const { ctx, asked } = contextOf({ snapshot, samples: [], vectors });
  const checks = await guardSteps({ ...ctx, guardRails: { ...defaultLimits, maxStep } }, input);
  return {
    checks,
    asked,
    blocked: checks.filter(({ outcome }) => outcome === 'blocks').map(({ code }) => code),
  };
}

test('a step is held to the size that is set, and to how the versions do', async () => {
  const [from, to] = [splitOf({ v1: 90, v2: 10 }), splitOf({ v1: 50, v2: 50 })];
  const { blocked, asked } = await rails(from, to);
  expect(blocked).toEqual(['step-size']);
  expect(asked).toContain('requests by version');
  expect((await rails(from, to, 50)).blocked).toEqual([]);
});

test('what cannot be compared is told, and hinders nothing', async () => {
  const { checks } = await rails(splitOf({ v1: 90, v2: 10 }), splitOf({ v1: 80, v2: 20 }));
  expect(checks).toContainEqual(expect.objectContaining({ code: 'canary', outcome: 'warns' }));
});

test('connections are not compared, their steps are held to size', async () => {
  const tcp = (weights: Readonly<Record<string, number>>) => splitOf(weights).replace('http:', 'tcp:');
  const { blocked, asked } = await rails(tcp({ v1: 100, v2: 0 }), tcp({ v1: 0, v2: 100 }));
  expect(blocked).toEqual(['step-size', 'all-or-nothing']);
  expect(asked).toEqual([]);
});

test('a plan that moves no share asks nothing', async () => {
  const same = await rails(splitOf({ v1: 9, v2: 1 }), splitOf({ v1: 90, v2: 10 }));
  expect(same).toMatchObject({ checks: [], asked: [] });
});

test('a canary with the larger part is judged against what it takes from, and taken back without a word', async () => {
  const answered = (version: string, code: string, value: number) => ({
    labels: {
      ...labelsOf({
        from: 'shop/web',
        to: `shop/cart-${version}`,
        service: 'shop/cart',
        reporter: 'destination',
      }),
      response_code: code,
    },
    value,
  });
  const vectors = {
    'requests by version': [answered('v1', '200', 5), answered('v2', '200', 14), answered('v2', '500', 1)],
    'durations by version': [],
    'answers over 5m': [],
    'answers over 1h': [],
  };
  const [at75, at90] = [splitOf({ v1: 25, v2: 75 }), splitOf({ v1: 10, v2: 90 })];
  expect((await rails(at75, at90, 25, vectors)).blocked).toEqual(['canary']);
  expect((await rails(at90, at75, 25, vectors)).blocked).toEqual([]);
});
