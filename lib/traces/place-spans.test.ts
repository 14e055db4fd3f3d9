import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { edgeIdOf, nodeIdOf } from '#lib/graph/identity.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { coverSpans } from './cover-spans.ts';
import { edgeSpans } from './edge-spans.ts';
import { joinAnswers } from './join-answers.ts';
import { placeSpans } from './place-spans.ts';
import { knownName, serviceNames } from './service-names.ts';
import { spanTree, walk } from './span-tree.ts';
import { summarise } from './summarise.ts';
import { jaegerAnswer } from './testing/otlp.ts';
import { spanOf } from './testing/spans.ts';

const cluster = clusterId.parse('Kubernetes');
const node = (name: string, app: string, version: string | null = null): GraphNode => ({
  id: nodeIdOf({ kind: 'workload', cluster, namespace: 'shop', name }),
  kind: 'workload',
  cluster,
  namespace: 'shop',
  name,
  app,
  version,
  object: null,
  gateway: false,
  waypoint: false,
  proxy: 'sidecar',
  pods: null,
  marks: [],
  workloadEntries: [],
  health: { status: 'healthy', rule: null, failed: null, total: null, reporter: null, belowFloor: false },
  findings: { error: 0, warning: 0, info: 0 },
  inRate: null,
  outRate: null,
});
const edge = (from: GraphNode, to: GraphNode): GraphEdge => {
  const name = to.app ?? '';
  const service = { cluster, namespace: 'shop', name, host: `${name}.shop.svc.cluster.local` };
  return {
    id: edgeIdOf(from.id, to.id, 'http', service),
    source: from.id,
    target: to.id,
    protocol: 'http',
    service,
    reports: { source: null, destination: null, waypoint: null, ztunnel: null },
    shown: 'source',
    responses: [],
    mtls: { state: 'unknown', share: null, reporter: null },
    split: null,
    health: from.health,
    findings: from.findings,
  };
};
const checkout = node('checkout-v1', 'checkout', 'v1');
const payment = [node('payment-v1', 'payment', 'v1'), node('payment-v2', 'payment', 'v2')] as const;
const graph = {
  nodes: [checkout, ...payment],
  edges: [edge(checkout, payment[0]), edge(checkout, payment[1])],
};

test('the names of a node, what proxies use by default first', () => {
  expect(serviceNames(payment[0])).toEqual(['payment.shop', 'payment', 'payment-v1.shop', 'payment-v1']);
  expect(serviceNames({ ...checkout, kind: 'external' })).toEqual([]);
  expect(knownName(serviceNames(payment[0]), new Set(['payment', 'payment-v1']))).toBe('payment');
});

test('a request that reached nobody is on the edge to the service that it was for', () => {
  const trace = joinAnswers([jaegerAnswer])?.traces[0] ?? { id: '', spans: [] };
  const tree = spanTree(trace);
  const places = [...placeSpans(tree, graph).values()];
  expect(places[1]).toEqual({ node: checkout.id, edge: graph.edges[0]?.id });
  expect(summarise(tree)).toMatchObject({
    failed: 2,
    services: ['checkout.shop'],
    origin: 'checkout.shop got 503 UF from payment.shop, which told no span',
  });
});

const call = [
  spanOf('a', null, {
    kind: 'client',
    service: 'checkout.shop',
    operation: 'payment.shop.svc.cluster.local:80/*',
    tags: { upstream_cluster: 'outbound|80||payment.shop.svc.cluster.local', 'http.status_code': '200' },
  }),
  spanOf('b', 'a', {
    service: 'payment.shop',
    start: 1010,
    duration: 50,
    tags: { 'istio.canonical_revision': 'v2', 'peer.address': '10.0.0.7' },
  }),
];

test('both ends of a request stand on the edge of the version that answered', () => {
  const places = placeSpans(spanTree({ spans: call }), graph);
  expect([...places.values()]).toEqual([
    { node: checkout.id, edge: graph.edges[1]?.id },
    { node: payment[1].id, edge: graph.edges[1]?.id },
  ]);
});

test('a request that nobody answered for is on every edge that leads to its service', () => {
  const { roots } = spanTree({ spans: call.slice(0, 1) });
  const places = placeSpans({ roots }, graph);
  const along = graph.edges.map(({ id, source, service }) =>
    edgeSpans(roots, places, {
      id,
      source,
      from: [],
      to: [],
      host: service?.host ?? null,
      exact: true,
    }).map(({ span }) => span.id),
  );
  expect(along).toEqual([['a'], ['a']]);
});

const seen = (spans: typeof call, readable: readonly string[]) => {
  const { roots } = spanTree({ spans });
  const covered = coverSpans(roots, new Set(readable), new Set(['shop', 'secret']));
  return [...walk(roots)].flatMap((each) => covered.get(each) ?? []);
};

test('what a viewer may not read is covered, and the other end names it nowhere', () => {
  const spans = call.map((span) =>
    JSON.parse(JSON.stringify(span).replaceAll('payment.shop', 'payment.secret')),
  );
  const [from, to] = seen(spans, ['shop']);
  expect(from).toMatchObject({ covered: false, service: 'checkout.shop', operation: '' });
  expect(to).toMatchObject({ covered: true, service: '', operation: '', tags: [], duration: 50 });
  expect(JSON.stringify([from, to])).not.toMatch(/secret|payment/);
  const other = seen(spans, ['secret']);
  expect(other[1]).toMatchObject({ covered: false, service: 'payment.secret' });
  expect(JSON.stringify(other)).not.toMatch(/checkout|10\.0\.0\.7/);
});

test('a span that names no namespace is covered for who may not read all', () => {
  expect(seen([spanOf('a', null, { service: 'cron' })], ['shop'])[0]?.covered).toBe(true);
});
