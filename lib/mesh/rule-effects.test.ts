import { expect, test } from 'vitest';
import type { HttpRule } from '#lib/istio/networking-types.ts';
import { routes, rulesMirroringTo } from './effective-routes.ts';
import { effectsOf } from './rule-effects.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const clusterWith = (rule: HttpRule) =>
  clusterOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http: [${JSON.stringify({ route: [{ destination: { host: 'cart' } }], ...rule })}]
`);

function effects(rule: HttpRule) {
  const [first] = routes(clusterWith(rule))[0]?.rules ?? [];
  if (first === undefined) throw new Error('the fixture has a rule');
  return effectsOf(first);
}

test('a rule that only sends requests on does nothing else', () => {
  expect(effects({})).toEqual({ timeout: null, retries: null, delay: null, abort: null, mirrors: [] });
});

test('times are milliseconds, a timeout of 0 is one, and a duration that is none is as if it were not there', () => {
  expect(effects({ timeout: '1m30s' }).timeout).toBe(90_000);
  expect(effects({ timeout: '0s' }).timeout).toBe(0);
  expect(effects({ timeout: 'soon' }).timeout).toBeNull();
  expect(effects({ retries: { attempts: 3, perTryTimeout: '250ms' } }).retries).toEqual({
    attempts: 3,
    perTry: 250,
    on: '',
  });
});

test('a fault touches the percentage that is written, and nothing where none is', () => {
  expect(
    effects({ fault: { delay: { fixedDelay: '2s' }, abort: { grpcStatus: 'UNAVAILABLE' } } }),
  ).toMatchObject({
    delay: { ms: 2000, percent: 0 },
    abort: { status: 'UNAVAILABLE', percent: 0 },
  });
  expect(effects({ fault: { delay: { fixedDelay: '2s', percent: 5 } } }).delay?.percent).toBe(5);
  expect(
    effects({ fault: { delay: { fixedDelay: '2s', percent: 5, percentage: { value: 0.1 } } } }).delay,
  ).toEqual({
    ms: 2000,
    percent: 0.1,
  });
});

test('a mirror takes everything where no percentage is written, nothing at 0, and the list counts', () => {
  const percents = (rule: HttpRule) =>
    effects(rule).mirrors.map(({ target, percent }) => [target.host.split('.')[0], percent]);
  const mirror = { host: 'shadow', subset: 'v2' };
  expect(percents({ mirror })).toEqual([['shadow', 100]]);
  expect(percents({ mirror, mirrorPercent: 7 })).toEqual([['shadow', 7]]);
  expect(percents({ mirror, mirrorPercent: 7, mirrorPercentage: { value: 0 } })).toEqual([]);
  const mirrors = [{ destination: { host: 'a' } }, { destination: { host: 'b' }, percentage: { value: 3 } }];
  expect(percents({ mirror, mirrors })).toEqual([
    ['a', 100],
    ['b', 3],
  ]);
});

test('who copies to a host is found by that host, as far as the route is the caller’s', () => {
  const cluster = clusterWith({ mirror: { host: 'shadow' } });
  const found = (gateways: readonly string[] | null) =>
    rulesMirroringTo(cluster, 'shadow.shop.svc.cluster.local', { namespace: 'shop', labels: null, gateways });
  expect(found(null).map(({ mirror }) => mirror.path)).toEqual(['spec.http[0].mirror']);
  expect(found(['shop/entrance'])).toEqual([]);
});
