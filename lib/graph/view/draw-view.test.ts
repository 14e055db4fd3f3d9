import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readToleranceRules } from '#lib/health/tolerance-config.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { withServiceNodes } from '../service-nodes.ts';
import { expectSound } from '../testing/expect-sound.ts';
import { mesh, service, workload } from '../testing/mesh.ts';
import { type Call, failure, sample } from '../testing/traffic.ts';
import { drawnOf, flow } from './testing/view.ts';

const shop = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2', ready: false }),
  service('shop', 'reviews'),
]);

const drawn = (samples: readonly TrafficSample[], more: Parameters<typeof drawnOf>[1] = {}) =>
  drawnOf(samples, { snapshot: shop, ...more }).graph;

const call: Call = { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' };
const other: Call = { ...call, to: 'shop/reviews-v2' };
const seen = (one: Call): Call => ({ ...one, reporter: 'destination' });

/** Rows of a refresh in which both proxies tell the same. */
const both = (one: Call, value: number) => [
  sample('requests', one, value),
  sample('requests', seen(one), value),
];

test('an application has the pods of its versions and what both ends tell of the requests of all', () => {
  const samples = [
    ...both(call, 8),
    ...both(other, 2),
    failure(call, '503 UF,URX', 1),
    failure(seen(other), '500', 0.5),
    sample('latency', call, 800),
    sample('latency', other, 1200),
    sample('latency', seen(call), 400),
  ];
  const graph = drawn(samples, { options: { graphType: 'app' } });
  expect(graph.nodes.find(({ kind, name }) => kind === 'app' && name === 'reviews')).toMatchObject({
    app: 'reviews',
    version: null,
    object: null,
    proxy: 'sidecar',
    pods: { ready: 1, total: 2 },
    inRate: 10,
    health: { status: 'failing', rule: '5xx', failed: 300, total: 3000, reporter: 'source' },
  });
  expect(graph.edges).toMatchObject([
    {
      shown: 'source',
      service: { namespace: 'shop', name: 'reviews', host: 'reviews.shop.svc.cluster.local' },
      reports: {
        source: { rate: 10, count: 3000, errorCount: 300, avgLatency: 200 },
        destination: { rate: 10, count: 3000, errorCount: 150, avgLatency: 50 },
      },
      responses: [
        { reporter: 'source', code: '503', flags: ['UF', 'URX'], count: 300, error: true },
        { reporter: 'destination', code: '500', flags: [], count: 150, error: true },
      ],
      mtls: { state: 'all', share: 1, reporter: 'destination' },
      health: { status: 'failing', rule: '5xx', failed: 300, total: 3000, reporter: 'source' },
    },
  ]);
});

test('first failures count in a view as on the graph of the mesh', () => {
  const first = failure(call, '503 UF', 3);
  const samples = [sample('requests', call, 0.1), { ...first, measure: 'first-failures' as const }];
  const { graph, mesh: whole } = drawnOf(samples, { snapshot: shop });
  expect(graph.edges[0]?.reports).toEqual(whole.edges[0]?.reports);
  expect(graph.edges[0]).toMatchObject({ reports: { source: { count: 30, errorCount: 3 } } });
  // Where nothing else was sent, there is an edge all the same.
  expect(
    drawn([{ ...first, measure: 'first-failures' }], { options: { graphType: 'app' } }).edges,
  ).toMatchObject([{ reports: { source: { count: 3, errorCount: 3 } } }]);
});

test('a service between its callers and its workloads has the numbers of both of its sides', () => {
  const gateway: Call = { ...call, from: 'edge/gateway' };
  const samples = [...both(call, 3), ...both(other, 1), ...both(gateway, 2), failure(other, '500', 0.4)];
  const graph = drawn(samples, { options: { serviceNodes: true } });
  const [svc, v2] = ['svc/Kubernetes/shop/reviews', 'wl/Kubernetes/shop/reviews-v2'];
  const rates = graph.edges.map(({ source, target, reports }) => [
    source.split('/').at(-1),
    target.split('/').at(-1),
    reports.source?.rate,
    reports.destination?.rate,
  ]);
  expect(rates.sort()).toEqual([
    ['frontend', 'reviews', 4, 4],
    ['gateway', 'reviews', 2, 2],
    ['reviews', 'reviews-v1', 5, 5],
    ['reviews', 'reviews-v2', 1, 1],
  ]);
  expect(graph.edges.find(({ target }) => target === v2)?.health).toMatchObject({
    status: 'failing',
    failed: 120,
  });
  expect(graph.nodes.find(({ id }) => id === svc)).toMatchObject({ inRate: null, outRate: null });
});

test('an edge is judged alike in every graph, by what its ends are set to tolerate', () => {
  const rules = readToleranceRules([
    { namespace: 'shop', tolerance: [{ code: '5XX', degraded: 30, failure: 60 }] },
  ]);
  if (!rules.ok) throw new Error(rules.error);
  const samples = [...both(call, 10), failure(call, '503 UF', 2), failure(seen(call), '500', 9)];
  for (const [toleranceRules, status] of [
    [[], 'failing'],
    [rules.value, 'healthy'],
  ] as const) {
    for (const graphType of ['workload', 'versionedApp', 'app'] as const) {
      const drawing = { snapshot: shop, toleranceRules, options: { graphType } };
      const { graph, mesh: whole } = drawnOf(samples, drawing);
      expect(graph.edges[0]?.health).toEqual(whole.edges[0]?.health);
      expect(graph.edges[0]?.health.status).toBe(status);
    }
  }
});

test('what a workload behind two services calls is told once of what it calls', () => {
  const ratings: Call = { from: 'shop/reviews-v1', to: 'shop/ratings', service: 'shop/ratings' };
  const samples = [
    ...both(call, 4),
    ...both({ ...call, service: 'shop/reviews-old' }, 1),
    ...both(ratings, 6),
  ];
  const graph = drawn(samples, { options: { graphType: 'service' } });
  const into = graph.edges.filter(({ target }) => target.endsWith('/ratings'));
  expect(into.map(({ source, reports }) => [source, reports.destination?.rate])).toEqual([
    ['svc/Kubernetes/shop/reviews-old', 6],
    ['svc/Kubernetes/shop/reviews', 6],
  ]);
  expect(graph.nodes.find(({ name }) => name === 'ratings')).toMatchObject({ kind: 'service', inRate: 6 });
});

test('the numbers shown are of whoever tells of the most callers', () => {
  const older: Call = { ...call, from: null, reporter: 'destination' };
  const samples = [...both(call, 4), sample('requests', older, 2), failure(older, '500', 2)];
  for (const serviceNodes of [true, false]) {
    const { graph, mesh: whole } = drawnOf(samples, { snapshot: shop, options: { serviceNodes } });
    const shared = (graphs: typeof graph) => graphs.edges.find(({ source }) => source.startsWith('svc/'));
    if (!serviceNodes) {
      expect(graph.edges.map(({ shown }) => shown).sort()).toEqual(['destination', 'source']);
      continue;
    }
    for (const edge of [shared(graph), shared(withServiceNodes(whole, shop))]) {
      expect(edge).toMatchObject({
        shown: 'destination',
        reports: { source: { count: 1200 }, destination: { count: 1800 } },
        health: { status: 'failing', failed: 600, total: 1800, reporter: 'destination' },
      });
    }
  }
});

test('findings on a service stand on it and on what leads to it, at any grain', () => {
  const findings = { error: 1, warning: 2, info: 0 };
  const input = { snapshot: shop };
  for (const graphType of ['app', 'service'] as const) {
    const { mesh: whole } = drawnOf(both(call, 1), input);
    const { graph } = drawnOf(both(call, 1), {
      ...input,
      options: { graphType },
      graph: { ...whole, edges: whole.edges.map((edge) => ({ ...edge, findings })) },
    });
    expect(graph.edges.map((edge) => edge.findings)).toEqual([findings]);
    const reviews = graph.nodes.find(({ kind }) => kind === 'service');
    expect(reviews?.findings).toEqual(graphType === 'service' ? findings : undefined);
  }
});

test('a workload keeps what the graph of the mesh knows of it', () => {
  const graph = drawn(both(other, 1));
  expect(graph.nodes.find(({ name }) => name === 'reviews-v2')).toMatchObject({
    kind: 'workload',
    object: { kind: 'Deployment', name: 'reviews-v2' },
    version: 'v2',
    inRate: 1,
    health: { rule: 'pods-not-ready' },
  });
});

test('services, hosts outside, and what is no service at all are what they are on the graph of the mesh', () => {
  const to = (name: string) =>
    sample('requests', { ...call, to: null, service: null }, 1, {
      destination_service: name,
      destination_service_name: name,
    });
  const samples = [
    ...both(call, 1),
    to('PassthroughCluster'),
    to('BlackHoleCluster'),
    to('a.example'),
    to('unknown'),
  ];
  const graph = drawn(samples, { options: { serviceNodes: true } });
  const kinds = graph.nodes.filter(({ kind }) => kind !== 'workload').map(({ kind, name }) => [kind, name]);
  expect(kinds).toEqual([
    ['service', 'reviews'],
    ['blackhole', 'BlackHoleCluster'],
    ['passthrough', 'PassthroughCluster'],
    ['external', 'a.example'],
    ['unknown', 'unknown destination'],
  ]);
  expect(graph.nodes.find(({ kind }) => kind === 'service')?.object).toMatchObject({ kind: 'Service' });
});

test('gRPC statuses stand beside the HTTP status that carried them', () => {
  const grpc = { ...call, protocol: 'grpc' };
  const samples = [sample('requests', grpc, 5), failure(grpc, '200 - 14', 1), failure(grpc, '0 DC', 1)];
  const [edge] = drawn(samples).edges;
  expect(edge?.responses.map(({ code, grpcStatus, flags }) => [code, grpcStatus, flags])).toEqual([
    ['-', '', ['DC']],
    ['200', '14', []],
  ]);
});

test('bytes and messages are told as far as they are counted', () => {
  const grpc = { ...call, protocol: 'grpc' };
  const samples = [
    sample('tcp-sent', call, 50),
    sample('tcp-received', call, 70),
    sample('requests', grpc, 5),
    failure(grpc, '200 - 14', 1),
  ];
  const messages = (value: number, measure: 'messages-sent' | 'messages-received') => {
    const { request_protocol: _, ...labels } = flow(grpc, value).labels;
    return { measure, labels, value };
  };
  const flows = [messages(9, 'messages-sent'), messages(11, 'messages-received')];
  const rates = { http: 'none', grpc: 'sent', tcp: 'received' } as const;
  const graph = drawn(samples, { options: { rates }, flows: flows.slice(0, 1) });
  expect(graph.edges.map(({ protocol }) => protocol)).toEqual(['grpc', 'tcp']);
  expect(graph.edges[0]).toMatchObject({
    reports: { source: { sentMessages: 9, receivedMessages: null, errorCount: 300 } },
    health: { status: 'failing', rule: 'grpc-server' },
  });
  expect(graph.edges[1]).toMatchObject({
    reports: { source: { count: 0, sentBytes: null, receivedBytes: 70 } },
  });
  const none = drawn(samples, { options: { rates: { http: 'none', grpc: 'none', tcp: 'none' } } });
  expect(none.edges).toEqual([]);
});

test('a connection that never came about has its edge in a view too, which fails', () => {
  const dead = sample('tcp-closed', { ...call, to: null }, 1, {
    request_protocol: 'tcp',
    response_flags: 'UF,URX',
  });
  for (const rates of ['sent', 'received', 'total'] as const) {
    const options = { deadNodes: true, rates: { http: 'requests', grpc: 'requests', tcp: rates } } as const;
    const { graph, mesh: whole } = drawnOf([dead], { snapshot: shop, options });
    expect(graph.edges[0]?.health).toMatchObject({ status: 'failing', rule: 'connections', failed: 300 });
    expect(graph.edges[0]?.health).toEqual(whole.edges[0]?.health);
  }
});

test('a service that a proxy found no host of is told by its whole name, as on the graph of the mesh', () => {
  const dead = sample('requests', { ...call, to: null }, 1, { destination_service_namespace: 'unknown' });
  const { graph, mesh: whole } = drawnOf([dead], { snapshot: shop });
  for (const { edges } of [graph, whole]) expect(edges[0]?.target).toBe('svc/Kubernetes/shop/reviews');
  expect(graph.edges[0]?.service).toEqual(whole.edges[0]?.service);
});

test('waypoints and ztunnels are heard as far as they are asked for', () => {
  const samples = [
    sample('requests', { ...call, reporter: 'waypoint' }, 5),
    sample('tcp-sent', call, 50, { app: 'ztunnel' }),
  ];
  const told = (ambientTraffic: 'none' | 'total' | 'waypoint' | 'ztunnel') =>
    drawn(samples, { options: { ambientTraffic } }).edges.map(({ shown }) => shown);
  expect(told('total')).toEqual(['waypoint', 'ztunnel']);
  expect(told('waypoint')).toEqual(['waypoint']);
  expect(told('ztunnel')).toEqual(['ztunnel']);
  expect(told('none')).toEqual([]);
});

const operationsOf = (more: Parameters<typeof flow>[2]) =>
  flow(seen(call), 2, { request_operation: 'read', ...more }, 'operations');

test('an operation has the requests that are classified so, and the edge it was on the rest', () => {
  const samples = [...both(call, 10), failure(call, '500', 2), failure(seen(call), '500', 2)];
  const flows = [operationsOf({}), operationsOf({ response_code: '500' })];
  const graph = drawn(samples, { options: { operations: 'request_operation' }, flows });
  expect(graph.nodes.find(({ kind }) => kind === 'operation')).toMatchObject({
    name: 'read',
    inRate: 4,
    outRate: 4,
    health: { status: 'failing', failed: 600, total: 1200 },
  });
  const rest = graph.edges.find(({ source, target }) => source.startsWith('wl/') && target.startsWith('wl/'));
  expect(rest).toMatchObject({
    reports: { source: { rate: 6, errorCount: 0 }, destination: { rate: 6, errorCount: 0 } },
    responses: [],
    health: { status: 'healthy' },
  });
  const through = graph.edges.filter(({ id }) => /(^|\|)op\//.test(id));
  expect(through.map(({ reports }) => [reports.source, reports.destination?.count])).toEqual([
    [null, 1200],
    [null, 1200],
  ]);
});

const anySample = fc
  .record({
    from: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
    to: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
    service: fc.constantFrom('shop/reviews', 'bank/ledger', null),
    protocol: fc.constantFrom('http', 'grpc'),
    reporter: fc.constantFrom('source', 'destination', 'waypoint'),
  })
  .chain((one) =>
    fc
      .tuple(
        fc.constantFrom('requests', 'failures', 'first-failures', 'new-requests', 'tcp-sent'),
        fc.constantFrom('200', '302', '503', '0'),
        fc.integer({ min: 0, max: 64 }),
      )
      .map(([measure, code, value]) => sample(measure, one, value, { response_code: code })),
  );

test('any view is drawn as a graph that the model accepts, with every id once, every end there and every edge told of', () => {
  const types = fc.constantFrom('workload', 'app', 'versionedApp', 'service');
  fc.assert(
    fc.property(
      fc.array(anySample, { maxLength: 20 }),
      types,
      fc.boolean(),
      (samples, graphType, serviceNodes) => {
        expectSound(drawn(samples, { options: { graphType, serviceNodes, serviceEntries: true } }));
      },
    ),
  );
});

test('a view of workloads has the edges of the graph of the mesh, with the same numbers', () => {
  const pairs = fc.record({
    from: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger'),
    to: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger'),
    service: fc.constantFrom('shop/reviews'),
    protocol: fc.constantFrom('http', 'grpc'),
    reporter: fc.constantFrom('source', 'destination', 'waypoint'),
  });
  const rows = pairs.chain((one) =>
    fc
      .tuple(fc.constantFrom('requests', 'failures', 'new-requests'), fc.integer({ min: 1, max: 64 }))
      .map(([measure, value]) => sample(measure, one, value, { response_code: '503' })),
  );
  fc.assert(
    fc.property(fc.array(rows, { maxLength: 20 }), (samples) => {
      const { graph, mesh: whole } = drawnOf(samples, { snapshot: shop });
      const facts = (edges: typeof graph.edges) =>
        edges.map(({ id, reports, responses, mtls, health }) => ({ id, reports, responses, mtls, health }));
      expect(facts(graph.edges)).toEqual(facts(whole.edges));
    }),
  );
});

test.each(['app', 'service'] as const)(
  'requests that found no route end at the Service that their caller named, in a graph of %ss',
  (graphType) => {
    const nowhere: Call = {
      from: 'shop/frontend',
      to: null,
      more: { destination_service: 'reviews:9080', destination_service_name: 'reviews:9080' },
    };
    const { nodes, edges } = drawn([...both(call, 8), failure(nowhere, '503 NC', 2)], {
      options: { graphType, soleCluster: 'Kubernetes' },
    });
    const failing = edges.find(({ responses }) => responses.some(({ flags }) => flags.includes('NC')));
    expect(nodes.find(({ id }) => id === failing?.target)).toMatchObject({
      kind: 'service',
      namespace: 'shop',
      name: 'reviews',
    });
    expect(nodes.filter(({ name }) => name.includes('9080'))).toEqual([]);
  },
);
