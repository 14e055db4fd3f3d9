import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mesh, service, workload } from '../testing/mesh.ts';
import type { Call } from '../testing/traffic.ts';
import { bothReport, edgesOf, flow, nodeOf, viewOf } from './testing/view.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' };
const other: Call = { ...call, to: 'shop/reviews-v2' };
const seen: Call = { ...call, reporter: 'destination' };
const shop = { namespaces: new Set(['shop']) };

test('within the namespaces the report of the callee stands, and what only the caller saw is added', () => {
  const failed = { response_code: '503', response_flags: 'UF' };
  const view = viewOf([flow(call, 12), flow(seen, 10), flow(call, 1, failed)], shop);
  expect(edgesOf(view)).toEqual(['wl/shop/frontend -> wl/shop/reviews-v1 http 11']);
  expect(nodeOf(view, 'reviews-v1').inbound.http).toMatchObject({ rate: 11, serverErrors: 1 });
});

test('rows of one report that are judged by the same code are added up', () => {
  const grpc = { ...seen, protocol: 'grpc' };
  const rows = ['', '0'].map((status) =>
    flow(grpc, 2, { response_code: '503', grpc_response_status: status }),
  );
  expect(nodeOf(viewOf(rows, shop), 'reviews-v1').inbound.grpc).toMatchObject({ rate: 4, grpcErrors: 4 });
});

test('what comes in is told by the callee, what leaves by the caller', () => {
  const samples = [flow(call, 12), flow(seen, 10)];
  const inward = viewOf(samples.map(from('bank/teller')), shop);
  const outward = viewOf(samples.map(from('bank/teller')), { namespaces: new Set(['bank']) });
  expect(edgesOf(inward)).toEqual(['wl/bank/teller -> wl/shop/reviews-v1 http 10']);
  expect(edgesOf(outward)).toEqual(['wl/bank/teller -> wl/shop/reviews-v1 http 12']);
  expect(nodeOf(inward, 'teller').outside).toBe(true);
});

const from = (caller: string) => (sample: ReturnType<typeof flow>) => {
  const [namespace = '', name = ''] = caller.split('/');
  const labels = { source_workload_namespace: namespace, source_workload: name };
  return { ...sample, labels: { ...sample.labels, ...labels } };
};

test('requests from outside that reached nobody are drawn where they were meant to go', () => {
  const lost = flow({ from: 'bank/teller', to: null, service: 'shop/reviews' }, 2, { response_code: '503' });
  expect(edgesOf(viewOf([lost], shop))).toEqual(['wl/bank/teller -> svc/shop/reviews http 2']);
});

test('a sidecar and a waypoint that report the same requests are one report', () => {
  const waypoint = flow({ ...call, reporter: 'waypoint' }, 10);
  const samples = [waypoint, flow(seen, 10), flow(call, 10)];
  const view = viewOf(samples, { ...shop, ambientTraffic: 'total' });
  expect(edgesOf(view)).toEqual(['wl/shop/frontend -> wl/shop/reviews-v1 http 10']);
  expect(edgesOf(viewOf([waypoint], shop))).toEqual([]);
});

test('a gateway in front of an ambient namespace has no one behind it who would report', () => {
  const entering = flow({ ...call, from: 'istio-system/gateway' }, 3);
  const ambient = mesh([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio.io/dataplane-mode': 'ambient' } },
    },
  ]);
  expect(edgesOf(viewOf([entering], shop, ambient))).toHaveLength(1);
  expect(edgesOf(viewOf([entering], shop))).toEqual([]);
});

test('an application is all of its versions, a version is a workload', () => {
  const samples = [...bothReport(call, 1), ...bothReport(other, 2)];
  expect(edgesOf(viewOf(samples, { ...shop, graphType: 'app' }))).toEqual([
    'app/shop/frontend -> app/shop/reviews http 3',
  ]);
  const versions = viewOf(samples, { ...shop, graphType: 'versionedApp' });
  expect(edgesOf(versions)).toEqual([
    'app/shop/frontend/wl/frontend -> app/shop/reviews/wl/reviews-v1 http 1',
    'app/shop/frontend/wl/frontend -> app/shop/reviews/wl/reviews-v2 http 2',
  ]);
  expect(versions.boxes.map(({ app, members }) => [app, members.length])).toEqual([['reviews', 2]]);
});

test('a service stands between its callers and its workloads, and is where lost requests end', () => {
  const lost = flow({ ...call, to: null }, 1, { response_code: '503', response_flags: 'UH' });
  const view = viewOf([...bothReport(call, 1), ...bothReport(other, 2), lost], {
    ...shop,
    serviceNodes: true,
  });
  expect(edgesOf(view)).toEqual([
    'svc/shop/reviews -> wl/shop/reviews-v1 http 1',
    'svc/shop/reviews -> wl/shop/reviews-v2 http 2',
    'wl/shop/frontend -> svc/shop/reviews http 4',
  ]);
  expect(nodeOf(view, 'svc/Kubernetes/shop/reviews').injected).toBe(true);
});

test('a graph of services: what a workload calls, the service in front of it calls', () => {
  const onward: Call = { from: 'shop/reviews-v1', to: 'shop/ratings', service: 'shop/ratings' };
  const view = viewOf([...bothReport(call, 1), ...bothReport(onward, 2)], { ...shop, graphType: 'service' });
  expect(edgesOf(view)).toEqual([
    'svc/shop/reviews -> svc/shop/ratings http 2',
    'wl/shop/frontend -> svc/shop/reviews http 1',
  ]);
  expect(nodeOf(view, 'shop/frontend').root).toBe(true);
});

test('messages and bytes are counted in the direction that is asked for', () => {
  const grpc = { ...call, protocol: 'grpc' };
  const samples = [
    ...bothReport(grpc, 5),
    flow(call, 7, {}, 'messages-sent'),
    flow(call, 11, {}, 'messages-received'),
    flow(call, 100, {}, 'tcp-sent'),
    flow(call, 10, {}, 'tcp-received'),
  ];
  const rates = (grpcRate: 'requests' | 'total', tcp: 'received' | 'none') =>
    edgesOf(viewOf(samples, { ...shop, rates: { http: 'requests', grpc: grpcRate, tcp } }));
  const edge = 'wl/shop/frontend -> wl/shop/reviews-v1';
  expect(rates('requests', 'received')).toEqual([`${edge} grpc 5`, `${edge} tcp 10`]);
  expect(rates('total', 'none')).toEqual([`${edge} grpc 18`]);
});

test('one workload with what calls it and what it calls', () => {
  const onward: Call = { from: 'shop/reviews-v1', to: 'shop/ratings', service: 'shop/ratings' };
  const apart: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
  const samples = [call, onward, apart].flatMap((one) => bothReport(one, 1));
  const focus = { kind: 'workload', namespace: 'shop', cluster: null, workload: 'reviews-v1' } as const;
  expect(edgesOf(viewOf(samples, { ...shop, focus }))).toEqual([
    'wl/shop/frontend -> wl/shop/reviews-v1 http 1',
    'wl/shop/reviews-v1 -> wl/shop/ratings http 1',
  ]);
});

test('quiet workloads are there when asked for, services where services are nodes', () => {
  const snapshot = mesh([
    ...workload('shop', 'cart'),
    service('shop', 'cart'),
    ...workload('bank', 'ledger'),
  ]);
  const ids = (more: object) =>
    viewOf([], { ...shop, idleNodes: true, ...more }, snapshot).nodes.map(({ id, idle }) => [id, idle]);
  expect(ids({})).toEqual([['wl/Kubernetes/shop/cart', true]]);
  expect(ids({ graphType: 'service' })).toEqual([['svc/Kubernetes/shop/cart', true]]);
});

test('an end that names no cluster is in the only one, or in an unknown one', () => {
  const unnamed = flow({ ...seen, from: null }, 1, { destination_cluster: 'unknown' });
  expect(edgesOf(viewOf([unnamed], { ...shop, soleCluster: 'Kubernetes' }))).toEqual([
    'unknown/Kubernetes -> wl/shop/reviews-v1 http 1',
  ]);
  expect(viewOf([unnamed], shop).nodes).toEqual([]);
  const absent = flow({ ...seen, from: null }, 1, { destination_cluster: '' });
  expect(edgesOf(viewOf([absent], shop))).toEqual(['unknown/unknown -> wl/unknown/shop/reviews-v1 http 1']);
});

test('what nobody may read is marked, and so is what is of no namespace at all', () => {
  const view = viewOf([flow({ ...seen, from: null }, 1), flow({ ...call, to: null, service: null }, 1)], {
    ...shop,
    readable: (_cluster, namespace) => namespace === 'shop',
  });
  expect(view.nodes.filter(({ inaccessible }) => inaccessible).map(({ kind }) => kind)).toEqual([
    'unknown',
    'service',
  ]);
});

const anyCall = fc.record({
  from: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
  to: fc.constantFrom('shop/frontend', 'shop/reviews-v1', 'bank/ledger', null),
  service: fc.constantFrom('shop/reviews', 'bank/ledger', null),
  protocol: fc.constantFrom('http', 'grpc', 'odd'),
  reporter: fc.constantFrom('source', 'destination', 'waypoint', 'odd'),
});
const anyFlow = fc
  .tuple(anyCall, fc.constantFrom('200', '503', '0'), fc.integer({ min: 0, max: 64 }))
  .map(([one, code, value]) => flow(one, value, { response_code: code }));

test('any flows make a view whose ends are there, and whose nodes send what their edges carry', () => {
  const types = fc.constantFrom('workload', 'app', 'versionedApp', 'service');
  fc.assert(
    fc.property(
      fc.array(anyFlow, { maxLength: 30 }),
      types,
      fc.boolean(),
      (samples, graphType, serviceNodes) => {
        const view = viewOf(samples, { ...shop, graphType, serviceNodes, ambientTraffic: 'total' });
        const nodes = new Map(view.nodes.map((node) => [node.id, node]));
        expect(nodes.size).toBe(view.nodes.length);
        const sent = new Map<string, number>();
        for (const { source, target, protocol, responses } of view.edges) {
          expect(nodes.has(source) && nodes.has(target)).toBe(true);
          const key = `${source} ${protocol}`;
          for (const { rate } of responses.values()) sent.set(key, (sent.get(key) ?? 0) + rate);
        }
        for (const { id, outbound } of view.nodes) {
          for (const protocol of ['http', 'grpc', 'tcp'] as const) {
            expect(outbound[protocol].rate).toBeCloseTo(sent.get(`${id} ${protocol}`) ?? 0);
          }
        }
      },
    ),
  );
});
