import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { principalNeverSeen } from './principal-never-seen.ts';

/** All of them run as `default`. */
const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const arrived = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart', reporter: 'destination' };
const policy = (source: object, action = 'ALLOW') =>
  made('security.istio.io/v1', 'AuthorizationPolicy', 'callers', {
    selector: { matchLabels: { app: 'cart' } },
    action,
    rules: [{ from: [{ source }] }],
  });
const refused = [sample('requests', arrived, 10), failure(arrived, '403 -', 10)];
const served = [sample('requests', arrived, 10)];
const own = 'cluster.local/ns/shop/sa/default';

test('nobody whom the policy names calls, and those who call are refused', () => {
  const found = foundIn(
    principalNeverSeen,
    [...ends, policy({ principals: ['cluster.local/ns/shop/sa/web'] })],
    refused,
  );
  expect(found.at).toEqual([
    'warning WEFT0232 AuthorizationPolicy callers spec.rules[0].from[0].source.principals[0]',
  ]);
  expect(found.texts[0]).toContain(
    'has the principal cluster.local/ns/shop/sa/web; shop/front called, and 3000 of 3000 requests were refused',
  );
});

test.each([
  ['others that it names call', { principals: [own, 'cluster.local/ns/shop/sa/nightly'] }, refused],
  ['nobody is refused', { namespaces: ['batch'] }, served],
  ['by service account', { serviceAccounts: ['shop/web'] }, served],
])('%s: it may be a caller that calls rarely', (_, source, samples) => {
  expect(
    foundIn(principalNeverSeen, [...ends, policy(source)], samples).at.map((at) => at.slice(0, 13)),
  ).toEqual(['info WEFT0232']);
});

test.each([
  ['its own', { principals: [own] }],
  ['a prefix', { principals: ['cluster.local/ns/shop/*'] }],
  ['a suffix', { principals: ['*/sa/default'] }],
  ['anybody', { principals: ['*'] }],
  ['its namespace', { namespaces: ['shop'] }],
  ['its account', { serviceAccounts: ['default'] }],
  ['nobody by name', { ipBlocks: ['10.0.0.0/8'] }],
])('a policy that names %s: no finding', (_, source) => {
  expect(foundIn(principalNeverSeen, [...ends, policy(source)], refused).at).toEqual([]);
});

test('without calls nothing is said, and nothing of whom a policy denies', () => {
  const other = { principals: ['cluster.local/ns/shop/sa/web'] };
  expect(foundIn(principalNeverSeen, [...ends, policy(other)], []).at).toEqual([]);
  expect(foundIn(principalNeverSeen, [...ends, policy(other, 'DENY')], refused).at).toEqual([]);
});
