import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pod, snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { edge, failedRow, graph, healthOf, node } from '../testing/elements.ts';
import type { Expression } from './expression.ts';
import { nodeFacts } from './facts.ts';
import type { FindContext } from './find-index.ts';
import { hide, match } from './match.ts';
import { parseExpression } from './parse.ts';
import { findPresets, hidePresets } from './presets.ts';

function read(text: string): Expression {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(result.error.message);
  if (result.value === null) throw new Error('nothing');
  return result.value;
}

const reviews = {
  cluster: node('a/b').cluster,
  namespace: 'shop',
  name: 'reviews',
  host: 'reviews.shop.svc.cluster.local',
};
const shop = graph(
  [
    node('shop/frontend'),
    node('shop/reviews-v1', { pods: { ready: 2, total: 2 }, workloadEntries: ['vm-1'] }),
    node('shop/reviews-v10', { health: healthOf('failing'), findings: { error: 1, warning: 0, info: 0 } }),
    node('bank/ledger', {
      marks: ['out-of-mesh'],
      proxy: 'none',
      pods: { ready: 0, total: 0 },
      health: healthOf('unknown'),
    }),
    node('shop/sleepy', { health: healthOf('idle') }),
    node('x/unknown', {
      kind: 'unknown',
      namespace: null,
      name: 'unknown',
      app: null,
      proxy: null,
      pods: null,
    }),
    node('x/api.pay.example', { kind: 'external', namespace: 'shop', app: null, proxy: null, pods: null }),
  ],
  [
    edge(
      'shop/frontend > shop/reviews-v1',
      { count: 300, errors: 0, latency: 20 },
      {
        service: reviews,
        mtls: { state: 'all', share: 1 as never, reporter: 'destination' },
      },
    ),
    edge(
      'shop/frontend > shop/reviews-v10',
      { count: 100, errors: 50, latency: 1200 },
      {
        service: reviews,
        health: healthOf('failing'),
        responses: [failedRow('503 UH', 50)],
      },
    ),
    edge(
      'shop/reviews-v1 > bank/ledger',
      { bytes: 2000 },
      { mtls: { state: 'none', share: 0 as never, reporter: 'destination' } },
    ),
    edge('x/unknown > shop/frontend', { count: 10 }),
    edge('shop/reviews-v1 > x/api.pay.example', {}),
  ],
);

function found(text: string, context: FindContext = {}): string {
  const { nodes, edges } = match(shop, read(text), context);
  return [...nodes, ...edges].join(', ');
}

const toV1 = 'shop/frontend > shop/reviews-v1 http';
const toV10 = 'shop/frontend > shop/reviews-v10 http';
const toLedger = 'shop/reviews-v1 > bank/ledger tcp';
const fromUnknown = 'x/unknown > shop/frontend http';
const toPay = 'shop/reviews-v1 > x/api.pay.example http';

test.each([
  ['app = reviews', 'shop/reviews-v1, shop/reviews-v10'],
  ['APP = Reviews', 'shop/reviews-v1, shop/reviews-v10'],
  ['app = reviews and version > v9', 'shop/reviews-v10'],
  ['version != v1 and app = reviews', 'shop/reviews-v10'],
  ['name contains pay', 'x/api.pay.example'],
  ['name startswith rev and name endswith 10', 'shop/reviews-v10'],
  ['name !contains e', 'x/unknown'],
  ['ns = bank', 'bank/ledger'],
  ['ns = ""', 'x/unknown'],
  ['wl = frontend', 'shop/frontend'],
  ['node = svc', 'x/api.pay.example'],
  ['node = app and ns != shop', 'bank/ledger'],
  ['node = unknown', 'x/unknown'],
  ['cluster = kubernetes and dead', 'bank/ledger'],
  ['!sc', 'bank/ledger'],
  ['outofmesh', 'bank/ledger'],
  ['workloadentry', 'shop/reviews-v1'],
  ['healthy and ns = shop', 'shop/frontend, shop/reviews-v1, x/api.pay.example'],
  ['!healthy', 'shop/reviews-v10'],
  ['idle', 'shop/sleepy, x/api.pay.example'],
  ['se', 'x/api.pay.example'],
  ['root', 'x/unknown'],
  ['inaccessible', 'x/unknown'],
  ['httpin > 0.5', 'shop/reviews-v1'],
  ['httpout >= 1.3', 'shop/frontend'],
  ['httpin = NaN and ns = shop', 'shop/sleepy, x/api.pay.example'],
  ['tcpin > 1kB', 'bank/ledger'],
  ['rank <= 1 and ns = bank', 'bank/ledger'],
  ['ready >= 2', 'shop/reviews-v1'],
  ['rt > 500', toV10],
  ['rt > 1s', toV10],
  ['not rt > 500', toV1],
  ['rt != 20', toV10],
  ['rt = NaN and protocol = http', [fromUnknown, toPay].join(', ')],
  ['%err >= 50', toV10],
  ['%httperr < 1', toV1],
  ['%httptraffic >= 75', [toV1, fromUnknown].join(', ')],
  ['http > 0.5', toV1],
  ['tcp = 2000', toLedger],
  ['protocol = tcp', toLedger],
  ['code = 503', toV10],
  ['flag = UH', toV10],
  ['mtls', toV1],
  ['!mtls', toLedger],
  ['mtls = unknown and traffic', [toV10, fromUnknown].join(', ')],
  ['%mtls >= 100', toV1],
  ['!traffic', toPay],
  ['crossing and protocol = tcp', toLedger],
  ['source.app = frontend and target.version = v10', toV10],
  ['target.failing', toV10],
  ['svc = reviews', [toV1, toV10].join(', ')],
  ['failing', ['shop/reviews-v10', toV10].join(', ')],
  ['finding = error', 'shop/reviews-v10'],
  ['ns = bank or protocol = tcp', ['bank/ledger', toLedger].join(', ')],
  ['not (ns = shop or ns = bank)', 'x/unknown'],
  ['throughput > 0', ''],
])('%s finds %s', (text, expected) => {
  expect(found(text)).toBe(expected);
});

test('a chosen namespace leaves the others outside', () => {
  expect(found('outside', { namespaces: new Set(['shop']) })).toBe('bank/ledger');
  expect(found('outside')).toBe('');
});

test('counts and notes come with an answer', () => {
  const answer = match(shop, read('throughput > 1 or op = x'));
  expect(answer).toMatchObject({ nodes: [], edges: [], ofNodes: 7, ofEdges: 5 });
  expect(answer.notes.join(' ')).toMatch(/have not been read/);
  expect(match(shop, read('idle')).notes).toEqual([]);
});

const declared = snapshotOf(`
apiVersion: v1
kind: Service
metadata: { name: reviews, namespace: shop, labels: { team: reading } }
spec: { selector: { app: reviews }, ports: [{ port: 80 }] }
${pod('shop', 'reviews-v1', { app: 'reviews', version: 'v1', team: 'reading' })}
${pod('shop', 'reviews-v10', { app: 'reviews', version: 'v10' })}
${pod('shop', 'frontend', { app: 'frontend' })}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: reviews, namespace: shop }
spec:
  host: reviews
  subsets:
    - { name: v1, labels: { version: v1 } }
    - { name: v10, labels: { version: v10 }, trafficPolicy: { outlierDetection: { consecutive5xxErrors: 3 } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - match: [{ uri: { prefix: /beta } }]
      fault: { abort: { httpStatus: 500, percentage: { value: 10 } } }
      timeout: 2s
      route: [{ destination: { host: reviews, subset: v1 } }]
    - route:
        - { destination: { host: reviews, subset: v1 }, weight: 90 }
        - { destination: { host: reviews, subset: v10 }, weight: 10 }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm, namespace: shop }
spec: { address: 10.0.0.1, labels: { app: reviews, version: v1 } }
`);
const facts = nodeFacts(shop, declared);
const both = 'shop/reviews-v1, shop/reviews-v10';

test.each([
  ['label:team', 'shop/reviews-v1'],
  ['label:team = reading', 'shop/reviews-v1'],
  ['label:team != reading and app = reviews', 'shop/reviews-v10'],
  ['!label:team and app = reviews', 'shop/reviews-v10'],
  ['cb', 'shop/reviews-v10'],
  ['vs', both],
  ['fi', both],
  ['rr', both],
  ['rto', both],
  ['ts', both],
  ['tcpts or mirroring', ''],
  ['destprincipal endswith /sa/reviews-v10', toV10],
  ['sourceprincipal = spiffe://cluster.local/ns/shop/sa/frontend', [toV1, toV10].join(', ')],
])('with the configuration %s finds %s', (text, expected) => {
  expect(found(text, { facts })).toBe(expected);
});

test('a limit for a wildcard host counts for the hosts within it', () => {
  const rule = (host: string) =>
    snapshotOf(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: all, namespace: shop }
spec: { host: "${host}", trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } } }
`);
  const pay = graph([node('x/api.pay.example', { kind: 'external' })]);
  const broken = (host: string) => [...nodeFacts(pay, rule(host)).values()].map((f) => f.circuitBreaker);
  expect(broken('*.pay.example')).toEqual([true]);
  expect(broken('*.other.example')).toEqual([false]);
});

test('a Service has the facts of its own host', () => {
  const id = node('svc/reviews').id;
  const services = graph([
    node('shop/reviews', {
      id,
      kind: 'service',
      object: { cluster: reviews.cluster, group: '', kind: 'Service', namespace: 'shop', name: 'reviews' },
    }),
  ]);
  expect(nodeFacts(services, declared).get(id)).toMatchObject({
    circuitBreaker: true,
    trafficShifting: true,
    tcpTrafficShifting: false,
    labels: { team: 'reading' },
    principals: [],
  });
});

test('without the configuration what asks for it matches nothing, nor does its opposite, and that is said', () => {
  expect(found('cb')).toBe('');
  expect(found('!cb')).toBe('');
  expect(match(shop, read('cb')).notes.join()).toMatch(/not at hand/);
  expect(match(shop, read('cb'), { facts }).notes).toEqual([]);
});

test('presets are well', () => {
  for (const { expression } of [...findPresets, ...hidePresets]) {
    expect(() => match(shop, read(expression))).not.toThrow();
  }
});

test('hiding a node hides its edges and who is left alone; what had no traffic stays', () => {
  const left = hide(shop, match(shop, read('wl = frontend')));
  expect(left.nodes.map(({ id }) => id)).toEqual([
    'shop/reviews-v1',
    'bank/ledger',
    'shop/sleepy',
    'x/api.pay.example',
  ]);
  expect(left.edges.map(({ id }) => id)).toEqual([toLedger, toPay]);
});

test('hiding edges hides who had only those', () => {
  const left = hide(shop, match(shop, read('protocol = tcp')));
  expect(left.nodes.map(({ id }) => id)).not.toContain('bank/ledger');
  expect(left.edges).toHaveLength(4);
});

const conditions = [
  'ns = shop',
  'healthy',
  'idle',
  'app contains rev',
  'failing',
  'rank <= 2',
  'httpin > 0.2',
  'httpout != 3',
];

test('a condition and its opposite never both hold, and De Morgan does', () => {
  const condition = fc.constantFrom(...conditions);
  fc.assert(
    fc.property(condition, condition, (a, b) => {
      const yes = new Set(match(shop, read(a)).nodes);
      expect(match(shop, read(`not ${a}`)).nodes.filter((id) => yes.has(id))).toEqual([]);
      expect(found(`not (${a} and ${b})`)).toBe(found(`not ${a} or not ${b}`));
      expect(found(`not (${a} or ${b})`)).toBe(found(`not ${a} and not ${b}`));
      expect(found(`not not ${a}`)).toBe(found(a));
    }),
  );
});

test('ranks are those on the screen, where some are', () => {
  const ledger = shop.nodes[3]?.id ?? shop.nodes[0]?.id;
  if (ledger === undefined) throw new Error('no such node');
  const found = match(shop, read('rank = 1'), { ranks: new Map([[ledger, 1]]) });
  expect(found.nodes).toEqual([ledger]);
});
