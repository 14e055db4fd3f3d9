import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, simulate, sums } from '#demo/traffic/testing/observe.ts';

const route = (subset: string, weight?: number) => ({
  destination: { host: 'reviews', subset },
  ...(weight === undefined ? {} : { weight }),
});

/** A caller of two versions, with subsets declared. `call` adds to the caller's call. */
const versions = (call: Record<string, unknown> = {}) =>
  meshBuilder()
    .workload('page', 'page', {
      labels: { tier: 'web' },
      calls: [{ host: 'reviews', port: 9080, rps: 100, path: '/reviews/0', ...call }],
    })
    .workload('reviews-v1', 'reviews', { version: 'v1', serves: [{ port: 9080 }] })
    .workload('reviews-v2', 'reviews', { version: 'v2', serves: [{ port: 9080 }] })
    .service('reviews', { 9080: 'http' })
    .object('DestinationRule', 'reviews', {
      host: 'reviews',
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    });

const shares = (builder: ReturnType<typeof versions>) => {
  const simulation = simulate(builder.view());
  const both = sums(simulation, 'istio_requests_total', ['destination_workload'], { reporter: 'source' });
  const total = [...both.values()].reduce((a, b) => a + b, 0);
  const share = (name: string) => (both.get(name) ?? 0) / Math.max(1, total);
  return { v1: share('reviews-v1'), v2: share('reviews-v2'), total };
};

/** Four standard deviations of a share seen in `n` requests. */
const band = (share: number, n: number) => 4 * Math.sqrt((share * (1 - share)) / n) + 1e-9;

const http = (rules: readonly unknown[], spec: Record<string, unknown> = {}) => ({
  hosts: ['reviews'],
  http: rules,
  ...spec,
});

test('weights are shares of their sum, not of a hundred', () => {
  const { v1, v2, total } = shares(
    versions().object('VirtualService', 'reviews', http([{ route: [route('v1', 1), route('v2', 3)] }])),
  );
  expect(Math.abs(v2 - 0.75)).toBeLessThan(band(0.75, total));
  expect(v1 + v2).toBeCloseTo(1, 9);
});

test('a zero weight gets nothing, a single destination gets all whatever its weight', () => {
  const none = shares(
    versions().object('VirtualService', 'r', http([{ route: [route('v1', 0), route('v2', 10)] }])),
  );
  expect([none.v1, none.v2]).toEqual([0, 1]);
  const single = shares(versions().object('VirtualService', 'r', http([{ route: [route('v1', 0)] }])));
  expect(single.v1).toBe(1);
});

const toV2WhenMatched = (match: Record<string, unknown>) =>
  http([{ match: [match], route: [route('v2')] }, { route: [route('v1')] }]);

test.each([
  ['a uri prefix', { uri: { prefix: '/reviews' } }, {}],
  ['a uri regex, full match', { uri: { regex: '/reviews/\\d' } }, {}],
  ['a method', { method: { exact: 'POST' } }, { method: 'POST' }],
  [
    'a header, whatever the case of its name',
    { headers: { 'end-user': { exact: 'jason' } } },
    { headers: { 'End-User': 'jason' } },
  ],
  ['the absence of a header', { withoutHeaders: { canary: {} } }, {}],
  ['a query parameter', { queryParams: { v: { exact: '2' } } }, { path: '/reviews?v=2' }],
  ['the port', { port: 9080 }, {}],
  ['labels of the caller', { sourceLabels: { tier: 'web' } }, {}],
  ['the namespace of the caller', { sourceNamespace: 'shop' }, {}],
  ['the mesh gateway', { gateways: ['mesh'] }, {}],
])('%s takes the request', (_name, match, call) => {
  expect(shares(versions(call).object('VirtualService', 'reviews', toV2WhenMatched(match))).v2).toBe(1);
});

test.each([
  ['another uri', { uri: { exact: '/reviews' } }],
  ['a part of the uri as regex', { uri: { regex: 'reviews' } }],
  ['a header it lacks', { headers: { 'end-user': { exact: 'jason' } } }],
  ['labels of others', { sourceLabels: { tier: 'batch' } }],
  ['another namespace', { sourceNamespace: 'bank' }],
  ['another gateway', { gateways: ['shop/public'] }],
])('%s leaves it to the next rule', (_name, match) => {
  expect(shares(versions().object('VirtualService', 'reviews', toV2WhenMatched(match))).v1).toBe(1);
});

test('the first rule that matches wins, conditions of one match all hold, one match of several is enough', () => {
  const rules = http([
    { match: [{ uri: { prefix: '/reviews' }, method: { exact: 'PUT' } }], route: [route('v1')] },
    { match: [{ method: { exact: 'PUT' } }, { uri: { prefix: '/reviews' } }], route: [route('v2')] },
    { route: [route('v1')] },
  ]);
  expect(shares(versions().object('VirtualService', 'reviews', rules)).v2).toBe(1);
});

test.each([
  ['the full name', 'reviews.shop.svc.cluster.local', 1],
  ['a wildcard', '*.shop.svc.cluster.local', 1],
  ['a name with the namespace, which Istio does not complete', 'reviews.shop', 0],
])('a VirtualService for %s', (_name, host, v2) => {
  const service = { hosts: [host], http: [{ route: [{ destination: { host: 'reviews', subset: 'v2' } }] }] };
  const found = shares(versions().object('VirtualService', 'reviews', service));
  expect(found.v2 === 1 ? 1 : 0).toBe(v2);
});

test('a VirtualService of another namespace applies by exportTo, one bound to a gateway does not', () => {
  const to2 = [{ route: [{ destination: { host: 'reviews.shop.svc.cluster.local', subset: 'v2' } }] }];
  const spec = (more: object) => ({ hosts: ['reviews.shop.svc.cluster.local'], http: to2, ...more });
  const applied = (more: object) =>
    shares(versions().object('VirtualService', 'r', spec(more), { namespace: 'other' })).v2 === 1;
  expect(applied({})).toBe(true);
  expect(applied({ exportTo: ['.'] })).toBe(false);
  expect(applied({ exportTo: ['shop'] })).toBe(true);
  expect(applied({ gateways: ['public'] })).toBe(false);
  expect(applied({ gateways: ['public', 'mesh'] })).toBe(true);
});

test('the oldest of two VirtualServices for a host stands', () => {
  const found = shares(
    versions()
      .object('VirtualService', 'a-new', http([{ route: [route('v1')] }]), {
        createdAt: '2026-01-02T00:00:00Z',
      })
      .object('VirtualService', 'b-old', http([{ route: [route('v2')] }]), {
        createdAt: '2026-01-01T00:00:00Z',
      }),
  );
  expect(found.v2).toBe(1);
});

test('a delegate routes for its root', () => {
  const found = shares(
    versions()
      .object(
        'VirtualService',
        'root',
        http([{ match: [{ uri: { prefix: '/reviews' } }], delegate: { name: 'leaf' } }]),
      )
      .object('VirtualService', 'leaf', { http: [{ route: [route('v2')] }] }),
  );
  expect(found.v2).toBe(1);
});

test('no rule for a request: 404 NR at the caller only, named by the raw host', () => {
  const simulation = simulate(
    versions()
      .object(
        'VirtualService',
        'reviews',
        http([{ match: [{ uri: { prefix: '/other' } }], route: [route('v1')] }]),
      )
      .view(),
  );
  expect(reports(simulation)).toEqual(['source page unknown reviews:9080 404 NR unknown']);
});

test('a missing subset: 503 NC for its share, at the caller only', () => {
  const simulation = simulate(
    versions()
      .object('VirtualService', 'reviews', http([{ route: [route('v1', 90), route('v9', 10)] }]))
      .view(),
  );
  expect(reports(simulation)).toEqual([
    'destination page reviews-v1 reviews 200 - mutual_tls',
    'source page reviews-v1 reviews 200 - unknown',
    'source page unknown reviews:9080 503 NC unknown',
  ]);
});

test('a destination that is no host of the mesh: 503 NC', () => {
  const simulation = simulate(
    versions()
      .object('VirtualService', 'reviews', http([{ route: [{ destination: { host: 'nowhere' } }] }]))
      .view(),
  );
  expect(reports(simulation)).toEqual(['source page unknown reviews:9080 503 NC unknown']);
});

test('redirects and direct responses are the caller’s proxy alone', () => {
  const redirect = versions().object(
    'VirtualService',
    'r',
    http([{ redirect: { uri: '/x', redirectCode: 302 } }]),
  );
  expect(reports(simulate(redirect.view()))).toEqual(['source page unknown reviews:9080 302 - unknown']);
  const direct = versions().object('VirtualService', 'r', http([{ directResponse: { status: 418 } }]));
  expect(reports(simulate(direct.view()))).toEqual(['source page unknown reviews:9080 418 - unknown']);
});

test('a mirror is seen by its receiver only', () => {
  const rule = {
    route: [route('v1')],
    mirror: { host: 'reviews', subset: 'v2' },
    mirrorPercentage: { value: 50 },
  };
  const simulation = simulate(
    versions()
      .object('VirtualService', 'r', http([rule]))
      .view(),
  );
  expect(reports(simulation)).toEqual([
    'destination page reviews-v1 reviews 200 - mutual_tls',
    'destination page reviews-v2 reviews 200 - mutual_tls',
    'source page reviews-v1 reviews 200 - unknown',
  ]);
  const got = sums(simulation, 'istio_requests_total', ['destination_workload'], { reporter: 'destination' });
  const [v1 = 0, v2 = 0] = [got.get('reviews-v1'), got.get('reviews-v2')];
  expect(Math.abs(v2 / v1 - 0.5)).toBeLessThan(band(0.5, v1));
});

test('routes of the Gateway API on a Service: weights, 500 for what is missing, 500 without weight', () => {
  const base = () =>
    meshBuilder()
      .workload('page', 'page', { calls: [{ host: 'reviews', port: 9080, rps: 100 }] })
      .workload('reviews-v1', 'reviews', { version: 'v1', serves: [{ port: 9080 }] })
      .workload('reviews-v2', 'reviews-v2', { version: 'v2', serves: [{ port: 9080 }] })
      .service('reviews', { 9080: 'http' })
      .service('reviews-v2', { 9080: 'http' });
  const withBackends = (backendRefs: readonly unknown[]) =>
    base().object('HTTPRoute', 'reviews', {
      parentRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
      rules: [{ backendRefs }],
    });
  const split = withBackends([
    { name: 'reviews', port: 9080, weight: 1 },
    { name: 'reviews-v2', port: 9080, weight: 1 },
  ]);
  const { v1, total } = shares(split);
  expect(Math.abs(v1 - 0.5)).toBeLessThan(band(0.5, total));
  const missing = withBackends([{ name: 'nowhere', port: 9080 }]);
  expect(reports(simulate(missing.view()))).toEqual(['source page unknown reviews:9080 500 NC unknown']);
  const weightless = withBackends([{ name: 'reviews', port: 9080, weight: 0 }]);
  expect(reports(simulate(weightless.view()))).toEqual(['source page unknown reviews:9080 500 - unknown']);
});

test('a change of weights shows at once, in the series that were there', () => {
  const weighted = (v2: number) =>
    versions().object('VirtualService', 'r', http([{ route: [route('v1', 100 - v2), route('v2', v2)] }]));
  const simulation = simulate(weighted(10).view());
  const at = () => sums(simulation, 'istio_requests_total', ['destination_workload'], { reporter: 'source' });
  const before = at();
  simulation.configure(weighted(90).view());
  simulation.advance(Date.UTC(2026, 0, 5, 10, 2));
  const after = at();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  const n = grown('reviews-v1') + grown('reviews-v2');
  expect(Math.abs(grown('reviews-v2') / n - 0.9)).toBeLessThan(band(0.9, n));
});
