import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { buildGraph } from '../build.ts';
import { trafficGraph } from '../model.ts';
import { mesh, service, workload } from '../testing/mesh.ts';
import type { Call } from '../testing/traffic.ts';
import type { View } from './build-view.ts';
import { drawView } from './draw-view.ts';
import { bothReport, flow, ownTolerances, viewOf } from './testing/view.ts';

const shop = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ...workload('shop', 'reviews-v2', { app: 'reviews', version: 'v2', ready: false }),
  service('shop', 'reviews'),
]);

function drawn(view: View, snapshot: MeshSnapshot = shop) {
  const input = { samples: [], snapshot, live: true, missing: [], findings: [], sentSince: [] };
  const times = {
    at: epochSeconds.parse(1000),
    window: seconds.parse(300),
    scrapeInterval: seconds.parse(15),
  };
  const graph = buildGraph({ ...input, ...times });
  return trafficGraph.parse(drawView({ view, graph, snapshot }));
}

const call: Call = { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' };
const other: Call = { ...call, to: 'shop/reviews-v2' };

test('an application has the pods of its versions and the requests of all of them', () => {
  const failed = flow({ ...call, reporter: 'destination' }, 1, {
    response_code: '503',
    response_flags: 'UF,URX',
  });
  const samples = [...bothReport(call, 8), ...bothReport(other, 1), failed];
  const graph = drawn(viewOf(samples, { graphType: 'app', health: ownTolerances }));
  expect(graph.nodes.find(({ kind, name }) => kind === 'app' && name === 'reviews')).toMatchObject({
    app: 'reviews',
    version: null,
    object: null,
    proxy: 'sidecar',
    pods: { ready: 1, total: 2 },
    inRate: 10,
    health: { status: 'failing', rule: '5xx', failed: 300, total: 3000 },
  });
  expect(graph.edges).toMatchObject([
    {
      shown: 'destination',
      service: { namespace: 'shop', name: 'reviews', host: 'reviews.shop.svc.cluster.local' },
      reports: { source: null, destination: { rate: 10, count: 3000, errorCount: 300 } },
      responses: [{ code: '503', flags: ['UF', 'URX'], count: 300, error: true }],
      health: { status: 'failing', reporter: 'destination' },
    },
  ]);
});

test('findings on a service stand on it and on what leads to it, at any grain', () => {
  const samples = bothReport(call, 1);
  const plain = drawn(viewOf(samples));
  const findings = { error: 1, warning: 2, info: 0 };
  const graph = { ...plain, edges: plain.edges.map((edge) => ({ ...edge, findings })) };
  for (const graphType of ['app', 'service'] as const) {
    const view = drawView({ view: viewOf(samples, { graphType }), graph, snapshot: shop });
    expect(view.edges.map((edge) => edge.findings)).toEqual([findings]);
    const service = view.nodes.find(({ kind }) => kind === 'service');
    expect(service?.findings).toEqual(graphType === 'service' ? findings : undefined);
  }
});

test('a workload keeps what the graph of the mesh knows of it', () => {
  const graph = drawn(viewOf(bothReport(other, 1)));
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
    flow({ ...call, to: null, service: null }, 1, {
      destination_service: name,
      destination_service_name: name,
    });
  const samples = [
    ...bothReport(call, 1),
    to('PassthroughCluster'),
    to('BlackHoleCluster'),
    to('a.example'),
    to('unknown'),
  ];
  const graph = drawn(viewOf(samples, { serviceNodes: true }));
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

test('gRPC statuses stand beside the HTTP status that carried them; bytes are sent', () => {
  const samples = [
    flow({ ...call, protocol: 'grpc' }, 1, { grpc_response_status: '14' }),
    flow({ ...call, protocol: 'grpc' }, 1, { response_code: '0', response_flags: 'DC' }),
    flow(call, 50, {}, 'tcp-sent'),
  ];
  const [grpc, tcp] = drawn(viewOf(samples)).edges;
  expect(grpc?.shown).toBe('source');
  expect(grpc?.responses.map(({ code, grpcStatus, flags }) => [code, grpcStatus, flags])).toEqual([
    ['-', null, ['DC']],
    ['200', '14', []],
  ]);
  expect(tcp).toMatchObject({ reports: { source: { rate: null, sentBytes: 50 } }, responses: [] });
});

test('an operation is a node with a name', () => {
  const seen = { ...call, reporter: 'destination' };
  const samples = [...bothReport(call, 2), flow(seen, 2, { request_operation: 'read' }, 'operations')];
  const graph = drawn(viewOf(samples, { operations: 'request_operation' }));
  expect(graph.nodes.find(({ kind }) => kind === 'operation')).toMatchObject({
    name: 'read',
    inRate: 2,
    outRate: 2,
  });
});

const anyFlow = fc
  .record({
    from: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
    to: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
    service: fc.constantFrom('shop/reviews', 'bank/ledger', null),
    protocol: fc.constantFrom('http', 'grpc'),
    reporter: fc.constantFrom('source', 'destination', 'waypoint'),
  })
  .chain((one) =>
    fc
      .tuple(fc.constantFrom('200', '302', '503', '0'), fc.integer({ min: 0, max: 64 }))
      .map(([code, value]) => flow(one, value, { response_code: code })),
  );

test('any view is drawn as a graph that the model accepts, with every id once and every end there', () => {
  const types = fc.constantFrom('workload', 'app', 'versionedApp', 'service');
  fc.assert(
    fc.property(
      fc.array(anyFlow, { maxLength: 20 }),
      types,
      fc.boolean(),
      (samples, graphType, serviceNodes) => {
        const options = { graphType, serviceNodes, ambientTraffic: 'total', health: ownTolerances } as const;
        const graph = drawn(viewOf(samples, options));
        const nodes = new Set(graph.nodes.map(({ id }) => id));
        expect(nodes.size).toBe(graph.nodes.length);
        expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length);
        for (const edge of graph.edges) {
          expect(nodes.has(edge.source) && nodes.has(edge.target)).toBe(true);
          expect(edge.reports[edge.shown]).not.toBeNull();
        }
      },
    ),
  );
});
