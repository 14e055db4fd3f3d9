import { expect, test } from 'vitest';
import { rolloutOf } from './rollout-of.ts';

const host = 'cart.shop.svc.cluster.local';
const versionOf = (version: string) => ({
  version,
  tally: null,
  latency: { p50: null, p95: null, p99: null },
  declared: null,
  pods: null,
  verdict: null,
  targets: [{ host, subset: version }],
});
const versions = ['v1', 'v2'].map(versionOf);
const ruleOf = (...shares: readonly (readonly [string, number])[]) => ({
  destinations: shares.map(([subset, share], index) => ({
    index,
    host: 'cart',
    fullHost: host,
    namespace: null,
    subset,
    port: null,
    backend: null,
    weight: share * 100,
    effective: share * 100,
    share,
  })),
});

test('what is not stable is rolled out', () => {
  const rule = ruleOf(['v1', 0.9], ['v2', 0.1]);
  expect(rolloutOf({ versions, stable: 'v1' }, rule, null)).toEqual({
    version: 'v2',
    index: 1,
    stable: 'v1',
  });
});

test('what a person rolls out stays the canary when it has the larger part', () => {
  const rule = ruleOf(['v1', 0.25], ['v2', 0.75]);
  expect(rolloutOf({ versions, stable: 'v2' }, rule, 'v2')).toEqual({
    version: 'v2',
    index: 1,
    stable: 'v1',
  });
  expect(rolloutOf({ versions, stable: 'v2' }, rule, 'v9')?.version).toBe('v1');
});

test('a rule that leads to one version rolls out nothing', () => {
  expect(rolloutOf({ versions, stable: 'v1' }, ruleOf(['v1', 1]), null)).toBeNull();
  expect(rolloutOf({ versions, stable: 'v1' }, ruleOf(['next', 0.5], ['v1', 0.5]), 'v1')).toBeNull();
});
