import { expect, test } from 'vitest';
import { perSecond, share as shareOf } from '#lib/core/units.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { routeRules } from '#lib/edit/split/route-rules.ts';
import { shareProgress } from './share-progress.ts';
import type { SeenRule } from './split-row.tsx';

const [rule] = routeRules({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: {
    hosts: ['cart'],
    http: [
      {
        route: [
          { destination: { host: 'cart', subset: 'v1' }, weight: 75 },
          { destination: { host: 'cart', subset: 'v2' }, weight: 25 },
        ],
      },
    ],
  },
}) as readonly [RouteRule];

const seen = (requests: number, share: number, mixedWith: readonly string[] = []): SeenRule => {
  const observed = (of: number) => ({
    requests,
    share: shareOf.parse(of),
    low: shareOf.parse(Math.max(0, of - 0.03)),
    high: shareOf.parse(of + 0.03),
  });
  const one = {
    rate: perSecond.parse(1),
    ready: 1,
    pods: 1,
    autoscaler: null,
    backend: null,
    destinationRule: null,
  };
  return {
    id: 'http/0',
    destinations: [
      { ...one, index: 0, observed: observed(1 - share), subset: 'defined' },
      { ...one, index: 1, observed: observed(share), subset: 'defined' },
    ],
    mixedWith: [...mixedWith],
    rate: perSecond.parse(2),
  };
};

const unseen: SeenRule = {
  ...seen(0, 0),
  destinations: seen(0, 0).destinations.map((one) => ({ ...one, observed: null })),
};

test('nothing counted is not told as 0 requests', () => {
  expect(shareProgress(rule, unseen).says).toMatch(/^Nothing is counted/);
});

test.each([
  ['few requests say nothing', seen(12, 0.25), 'waits'],
  ['a share outside its band is not there yet', seen(900, 0.12), 'moves'],
  ['all shares in their bands', seen(900, 0.24), 'follows'],
  ['a mixture is not compared', seen(900, 0.25, ['http/0', 'http/1']), 'mixed'],
  ['alone in its mixture it is', seen(900, 0.25, ['http/0']), 'follows'],
])('%s', (_, of, state) => {
  expect(shareProgress(rule, of).state).toBe(state);
});
