import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '#lib/k8s/object.ts';
import { routeRule, routeRules } from './route-rules.ts';

const groups = { VirtualService: 'networking.istio.io/v1' } as Readonly<Record<string, string>>;
const rulesOf = (kind: string, spec: string) => {
  const object: KubeObject = {
    apiVersion: groups[kind] ?? 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name: 'cart', namespace: 'shop' },
    spec: parse(spec),
  };
  return routeRules(object);
};

test('rules of a VirtualService stand in their order, http before tls and tcp', () => {
  const rules = rulesOf(
    'VirtualService',
    `
http:
      - name: beta
        match: [{ headers: { x-user: { exact: ann } }, uri: { prefix: /api } }]
        route: [{ destination: { host: cart, subset: v2, port: { number: 80 } } }]
      - route:
          - { destination: { host: cart, subset: v1 }, weight: 3 }
          - { destination: { host: cart.other.svc.cluster.local }, weight: 1 }
          - { destination: { host: cart, subset: v3 } }
tcp: [{ match: [{ port: 9000 }], route: [{ destination: { host: db } }] }]
tls: [{ match: [{ sniHosts: [a.com, b.com] }], route: [{ destination: { host: a.com } }] }]`,
  );
  expect(rules.map(({ id, name, matches }) => [id, name, matches])).toEqual([
    ['http/0', 'beta', ['header x-user is "ann", path begins with /api']],
    ['http/1', null, []],
    ['tls/0', null, ['server name a.com or b.com']],
    ['tcp/0', null, ['port 9000']],
  ]);
  expect(rules[0]?.destinations).toEqual([
    {
      index: 0,
      host: 'cart',
      fullHost: 'cart.shop.svc.cluster.local',
      namespace: null,
      subset: 'v2',
      port: 80,
      backend: null,
      weight: null,
      effective: 100,
      share: 1,
    },
  ]);
  expect(rules[1]?.path).toEqual(['spec', 'http', 1, 'route']);
  expect(rules[1]?.destinations.map(({ weight, effective, share }) => [weight, effective, share])).toEqual([
    [3, 3, 0.75],
    [1, 1, 0.25],
    [null, 0, 0],
  ]);
});

test('a backend without a weight counts 1, one of 0 takes nothing', () => {
  const [rule] = rulesOf(
    'HTTPRoute',
    `rules: [{ backendRefs: [{ name: a, port: 80 }, { name: b, weight: 0 }, { name: c, namespace: far, weight: 3 },
       { name: d, kind: Hostname, group: networking.istio.io, weight: 0 }] }]`,
  );
  expect(rule?.destinations.map(({ fullHost, weight, share }) => [fullHost, weight, share])).toEqual([
    ['a.shop.svc.cluster.local', null, 0.25],
    ['b.shop.svc.cluster.local', 0, 0],
    ['c.far.svc.cluster.local', 3, 0.75],
    ['d', 0, 0],
  ]);
  expect(rule?.destinations[3]?.backend).toEqual({ group: 'networking.istio.io', kind: 'Hostname' });
});

test('where nothing is sent anywhere no share is known; a lone destination of Istio takes all', () => {
  const none = rulesOf('TCPRoute', 'rules: [{ backendRefs: [{ name: a, weight: 0 }] }]')[0];
  expect(none?.destinations[0]?.share).toBeNull();
  const all = rulesOf('VirtualService', 'http: [{ route: [{ destination: { host: a }, weight: 0 }] }]')[0];
  expect(all?.destinations[0]).toMatchObject({ weight: 0, share: 1 });
});

test('what a rule does without destinations, and copies', () => {
  const rules = rulesOf(
    'VirtualService',
    `http:
      - { redirect: { uri: /x } }
      - { directResponse: { status: 503 } }
      - { delegate: { name: leaf } }
      - { delegate: { name: leaf, namespace: far } }
      - { mirror: { host: cart, subset: v2 }, mirrorPercentage: { value: 5 } }
      - { mirror: { host: a }, mirrors: [{ destination: { host: b } }, { destination: { host: c }, percentage: {} }] }`,
  );
  expect(rules.map(({ other }) => other)).toEqual(['redirect', 'direct-response', null, null, null, null]);
  expect(rules[2]?.delegate).toEqual({ namespace: 'shop', name: 'leaf' });
  expect(rules[3]?.delegate).toEqual({ namespace: 'far', name: 'leaf' });
  expect(rules[4]?.mirrors).toEqual([
    {
      host: 'cart',
      fullHost: 'cart.shop.svc.cluster.local',
      subset: 'v2',
      percent: 5,
      path: ['spec', 'http', 4, 'mirror'],
    },
  ]);
  expect(rules[5]?.mirrors.map(({ host, percent }) => [host, percent])).toEqual([
    ['b', null],
    ['c', 0],
  ]);
  const filters = `rules:
    - filters:
        - { type: RequestMirror, requestMirror: { backendRef: { name: a }, percent: 7 } }
        - { type: RequestMirror, requestMirror: { backendRef: { name: b }, fraction: { numerator: 1, denominator: 8 } } }
    - filters: [{ type: RequestRedirect, requestRedirect: { statusCode: 301 } }]`;
  const [mirrored, redirected] = rulesOf('HTTPRoute', filters);
  expect(mirrored?.mirrors.map(({ host, percent }) => [host, percent])).toEqual([
    ['a', 7],
    ['b', 12.5],
  ]);
  expect(redirected?.other).toBe('redirect');
});

test.each([
  ['a rule after one that takes everything', 'http: [{ route: [] }, { match: [{ port: 80 }] }]', [null, 0]],
  ['every path is everything', 'http: [{ match: [{ uri: { prefix: / } }] }, { route: [] }]', [null, 0]],
  [
    'a prefix takes an exact path and a cohort within it',
    `http:
      - match: [{ uri: { prefix: /a } }]
      - match: [{ uri: { exact: /ab } }, { uri: { prefix: /a }, headers: { c: { exact: x } } }]
      - match: [{ uri: { regex: '/a.*' } }]`,
    [null, 0, null],
  ],
  [
    'a header that begins with a slash is asked for',
    `http:
      - match: [{ headers: { c: { prefix: / } } }]
      - match: [{ uri: { prefix: /a } }]`,
    [null, null],
  ],
  [
    'a narrower condition takes no wider one',
    `http:
      - match: [{ uri: { prefix: /a }, method: { exact: GET } }, { port: 80 }]
      - match: [{ uri: { prefix: /a } }]
      - match: [{ port: 80, name: other }]`,
    [null, null, 0],
  ],
  [
    'server names within a wildcard',
    'tls: [{ match: [{ sniHosts: ["*.a.com"] }] }, { match: [{ sniHosts: [x.a.com] }] }, { match: [{ sniHosts: [b.com] }] }]',
    [null, 0, null],
  ],
])('shadowed: %s', (_, spec, wanted) => {
  expect(rulesOf('VirtualService', spec).map(({ shadowedBy }) => shadowedBy)).toEqual(wanted);
});

test.each([
  [
    'HTTPRoute',
    `rules:
      - {}
      - matches: [{ path: { type: PathPrefix, value: /a } }]
      - matches: [{ path: { value: / } }]
      - matches: [{ headers: [{ name: x, value: "1" }], method: GET }, { queryParams: [{ name: q, type: RegularExpression, value: "a+" }] }]
      - matches: [{ method: GET, headers: [{ name: x, type: Exact, value: "1" }] }]`,
    [
      [[], null],
      [['path is or lies below /a'], null],
      [[], 0],
      [['method is GET, header x is "1"', 'query q matches "a+"'], null],
      [['method is GET, header x is "1"'], 3],
    ],
  ],
  [
    'GRPCRoute',
    'rules: [{ matches: [{ method: { service: a.B, method: Get } }] }, { matches: [] }, { matches: [{}] }]',
    [
      [['service is a.B, method is Get'], null],
      [[], null],
      [[], 1],
    ],
  ],
  [
    'TCPRoute',
    'rules: [{}, {}]',
    [
      [[], null],
      [[], 0],
    ],
  ],
])('%s: the most specific match wins, so only the very same shadows', (kind, spec, wanted) => {
  expect(rulesOf(kind, spec).map(({ matches, shadowedBy }) => [matches, shadowedBy])).toEqual(wanted);
});

test.each([
  ['ignoreUriCase: true, uri: { exact: /A }', 'path is /A in any case'],
  [
    'withoutHeaders: { b: {}, c: { regex: "x+" } }',
    'unless header b is present, unless header c matches "x+"',
  ],
  ['queryParams: { q: { prefix: a } }, scheme: { exact: https }', 'query q begins with "a", scheme is https'],
  ['sourceLabels: { app: web, v: "1" }', 'from pods with app=web, from pods with v=1'],
  ['sourceNamespace: far, gateways: [mesh, gw]', 'from namespace far, through mesh or gw'],
  ['authority: { exact: a.com }, port: 8080', 'host is a.com, port 8080'],
  ['somethingNew: { a: 1 }, statPrefix: x, name: y', 'a condition on somethingNew'],
])('in words: %s', (match, text) => {
  expect(rulesOf('VirtualService', `http: [{ match: [{ ${match} }] }]`)[0]?.matches).toEqual([text]);
});

test('a rule is found by its id', () => {
  const object: KubeObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'a' },
    spec: { tcp: [{}, {}] },
  };
  expect(routeRule(object, 'tcp/1')?.index).toBe(1);
  expect(routeRule(object, 'tcp/2')).toBeNull();
  expect(routeRules({ ...object, kind: 'DestinationRule' })).toEqual([]);
});

test('property: no shape throws, and every index is of the list as it was read', () => {
  const key = fc.constantFrom(
    'http',
    'tls',
    'tcp',
    'rules',
    'route',
    'backendRefs',
    'match',
    'matches',
    'weight',
    'destination',
    'headers',
    'mirrors',
    'filters',
    'uri',
    '__proto__',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  }));
  const kinds = fc.constantFrom('VirtualService', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute');
  fc.assert(
    fc.property(kinds, value, (kind, spec) => {
      for (const rule of routeRules({
        apiVersion: groups[kind] ?? 'gateway.networking.k8s.io/v1',
        kind,
        metadata: { name: 'a' },
        spec,
      })) {
        expect(rule.destinations.map(({ index }) => index)).toEqual([...rule.destinations.keys()]);
        expect(rule.shadowedBy ?? -1).toBeLessThan(rule.index);
      }
    }),
    { numRuns: 1000 },
  );
});
