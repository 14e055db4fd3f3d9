import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { mesh, service, subsets, virtualService, workload } from '../testing/mesh.ts';
import type { Call } from '../testing/traffic.ts';
import { bothReport, edgesOf, flow, nodeOf, ownTolerances, viewOf } from './testing/view.ts';

const shop = { namespaces: new Set(['shop']) };
const call: Call = { from: 'shop/frontend', to: 'shop/reviews-v1', service: 'shop/reviews' };
const seen: Call = { ...call, reporter: 'destination' };

const object = (kind: string, name: string, spec: object, namespace = 'shop'): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: { name, namespace },
  spec,
});

const outside = (host: string, rate = 1) =>
  flow({ from: 'shop/frontend', to: null, service: null }, rate, {
    destination_cluster: 'Kubernetes',
    destination_service: host,
    destination_service_name: host,
    destination_service_namespace: 'shop',
  });

test('hosts of one ServiceEntry are one node; another host stays its own', () => {
  const pay = object('ServiceEntry', 'pay', { hosts: ['a.pay.example', 'b.pay.example'] });
  const samples = [outside('a.pay.example', 1), outside('b.pay.example', 2), outside('elsewhere.example', 4)];
  const view = viewOf(samples, { ...shop, serviceEntries: true }, mesh([pay]));
  expect(edgesOf(view)).toEqual([
    'wl/shop/frontend -> entry/shop/shop/pay http 3',
    'wl/shop/frontend -> svc/shop/elsewhere.example http 4',
  ]);
  const node = nodeOf(view, '/pay');
  expect(node.serviceEntry).toMatchObject({ name: 'pay', location: 'MESH_EXTERNAL' });
  expect(node.inbound.http.rate).toBe(3);
});

test('a ServiceEntry means something only where it is exported to, the narrower export first', () => {
  const entries = [
    object('ServiceEntry', 'all', { hosts: ['a.example', 'b.example'], exportTo: ['*'] }, 'bank'),
    object('ServiceEntry', 'own', { hosts: ['a.example'], exportTo: ['.'] }),
    object('ServiceEntry', 'hidden', { hosts: ['c.example'], exportTo: ['.'] }, 'bank'),
  ];
  const samples = ['a.example', 'b.example', 'c.example'].map((host) => outside(host));
  const view = viewOf(samples, { ...shop, serviceEntries: true }, mesh(entries));
  expect(edgesOf(view)).toEqual([
    'wl/shop/frontend -> entry/shop/bank/all http 1',
    'wl/shop/frontend -> entry/shop/shop/own http 1',
    'wl/shop/frontend -> svc/shop/c.example http 1',
  ]);
});

test('a ServiceEntry for a Service of the namespace is in its application', () => {
  const entry = object('ServiceEntry', 'vms', { hosts: ['reviews.shop.example'] });
  const labelled = service('shop', 'reviews');
  const snapshot = mesh([
    entry,
    { ...labelled, metadata: { ...labelled.metadata, labels: { app: 'reviews' } } },
  ]);
  const options = { ...shop, serviceEntries: true, configBadges: true };
  expect(nodeOf(viewOf([outside('reviews.shop.example')], options, snapshot), '/vms').app).toBe('reviews');
});

test('inside the mesh the first part of a host is enough', () => {
  const legacy = object('ServiceEntry', 'legacy', {
    hosts: ['old.shop.internal'],
    location: 'MESH_INTERNAL',
  });
  const view = viewOf([outside('old')], { ...shop, serviceEntries: true }, mesh([legacy]));
  expect(edgesOf(view)).toEqual(['wl/shop/frontend -> entry/shop/shop/legacy http 1']);
});

test('nodes without traffic: gone with their workload, dead when scaled to none, never where there is traffic', () => {
  const samples = ['gone', 'none', 'busy'].flatMap((name) =>
    bothReport(
      { from: 'shop/frontend', to: `shop/${name}`, service: `shop/${name}` },
      name === 'busy' ? 1 : 0,
    ),
  );
  const none = workload('shop', 'none')[0];
  const snapshot = mesh([...workload('shop', 'frontend'), ...(none === undefined ? [] : [none])]);
  const view = viewOf(samples, { ...shop, deadNodes: true }, snapshot);
  expect(view.nodes.map(({ workload: name, dead }) => [name, dead])).toEqual([
    ['frontend', false],
    ['none', true],
    ['busy', false],
  ]);
});

test('who is in the mesh, and how', () => {
  const snapshot = mesh([
    ...workload('shop', 'frontend', { proxy: 'none' }),
    ...workload('shop', 'reviews-v1', { app: 'reviews', version: 'v1' }),
  ]);
  const view = viewOf(bothReport(call, 1), { ...shop, membership: true }, snapshot);
  expect(nodeOf(view, 'frontend')).toMatchObject({ outOfMesh: true, ambient: false });
  expect(nodeOf(view, 'reviews-v1')).toMatchObject({ outOfMesh: false, ambient: false });
});

test('machines outside of Kubernetes stand behind the node with their labels', () => {
  const entries = ['v1', 'v2'].map((version) =>
    object('WorkloadEntry', `vm-${version}`, { labels: { app: 'reviews', version } }),
  );
  const view = viewOf(bothReport(call, 1), { ...shop, workloadEntries: true }, mesh(entries));
  expect(nodeOf(view, 'reviews-v1').workloadEntries).toEqual(['vm-v1']);
});

test('configuration: circuit breakers by version, routes by where they lead', () => {
  const rule = subsets('shop', 'reviews', ['v1', 'v2']);
  const [v1] = (rule.spec as { subsets: object[] }).subsets;
  const broken = {
    ...rule,
    spec: { host: 'reviews', subsets: [{ ...v1, trafficPolicy: { outlierDetection: {} } }] },
  };
  const route = virtualService('shop', 'books', [
    { fault: {}, timeout: '1s', route: [{ destination: { host: 'reviews' } }] },
  ]);
  const samples = [...bothReport(call, 1), ...bothReport({ ...call, to: 'shop/reviews-v2' }, 1)];
  const options = { ...shop, configBadges: true, serviceNodes: true };
  const view = viewOf(samples, options, mesh([broken, route, service('shop', 'reviews')]));
  expect(nodeOf(view, 'reviews-v1').badges?.circuitBreaker).toBe(true);
  expect(nodeOf(view, 'reviews-v2').badges?.circuitBreaker).toBe(false);
  expect(nodeOf(view, 'svc/Kubernetes/shop/reviews').badges).toMatchObject({
    circuitBreaker: true,
    routes: {
      hosts: ['books'],
      requestRouting: true,
      timeout: true,
      faultInjection: true,
      trafficShifting: false,
    },
  });
});

test('operations stand between callers and service; what is not classified keeps its edge', () => {
  const classified = (value: number, request_operation: string) =>
    flow(seen, value, { request_operation }, 'operations');
  const samples = [...bothReport(call, 100), classified(60, 'read'), classified(30, 'write')];
  const view = viewOf(samples, { ...shop, operations: 'request_operation', serviceNodes: true });
  expect(edgesOf(view)).toEqual([
    'op/shop/request_operation=read/reviews -> svc/shop/reviews http 60',
    'op/shop/request_operation=write/reviews -> svc/shop/reviews http 30',
    'svc/shop/reviews -> wl/shop/reviews-v1 http 100',
    'wl/shop/frontend -> op/shop/request_operation=read/reviews http 60',
    'wl/shop/frontend -> op/shop/request_operation=write/reviews http 30',
    'wl/shop/frontend -> svc/shop/reviews http 10',
  ]);
});

const waypoint: KubeObject[] = workload('shop', 'waypoint', { proxy: 'none' }).map((one) => ({
  ...one,
  metadata: {
    ...one.metadata,
    labels: { ...one.metadata.labels, 'gateway.istio.io/managed': 'istio.io-mesh-controller' },
  },
}));

const viaWaypoint = [
  flow(
    { from: 'shop/frontend', to: 'shop/waypoint', service: 'shop/reviews' },
    50,
    { app: 'ztunnel' },
    'tcp-sent',
  ),
  flow(
    { from: 'shop/waypoint', to: 'shop/frontend', service: 'shop/frontend' },
    20,
    { app: 'ztunnel' },
    'tcp-sent',
  ),
  flow(
    { from: 'shop/waypoint', to: 'shop/reviews-v1', service: 'shop/reviews' },
    50,
    { app: 'ztunnel' },
    'tcp-sent',
  ),
];

test('an edge to a waypoint takes in the edge back, and both are mutual TLS', () => {
  const options = { ...shop, ambientTraffic: 'total', waypoints: 'shown', security: true } as const;
  const view = viewOf(viaWaypoint, { ...options, graphType: 'app' }, mesh(waypoint));
  expect(edgesOf(view)).toEqual([
    'app/shop/frontend -> wl/shop/waypoint tcp 50',
    'wl/shop/waypoint -> app/shop/reviews tcp 50',
  ]);
  const [to, onward] = view.edges;
  expect(to?.waypoint).toMatchObject({
    direction: 'to',
    returned: { target: 'app/Kubernetes/shop/frontend' },
  });
  expect(onward?.waypoint).toEqual({ direction: 'from', returned: null });
  expect(to?.security?.mutualTls).toBe(1);
});

test('hidden waypoints leave with their edges and with nodes that had no other', () => {
  const options = { ...shop, ambientTraffic: 'total', waypoints: 'hidden' } as const;
  const reported = flow({ ...call, reporter: 'waypoint' }, 5);
  const view = viewOf([...viaWaypoint, reported], options, mesh(waypoint));
  expect(edgesOf(view)).toEqual(['wl/shop/frontend -> wl/shop/reviews-v1 http 5']);
  expect(viewOf(viaWaypoint, options, mesh(waypoint)).nodes).toEqual([]);
});

test('latency weighs flows by their requests and stands behind the service', () => {
  const other: Call = { ...seen, to: 'shop/reviews-v2' };
  const samples = [
    ...[flow(seen, 9), flow(other, 1)],
    ...[flow(seen, 10, {}, 'latency'), flow(other, 110, {}, 'latency')],
  ];
  const view = viewOf(samples, { ...shop, graphType: 'app', serviceNodes: true });
  expect(view.edges.map(({ source, latency }) => [source.split('/')[0], latency])).toEqual([
    ['app', null],
    ['svc', 20],
  ]);
});

test('security is a share of what the callee saw; a proxy that does not know says nothing', () => {
  const secured = (policy: string, value: number, reporter = 'destination') =>
    flow(
      { ...call, reporter },
      value,
      { connection_security_policy: policy, source_principal: 'spiffe://a' },
      'security',
    );
  const samples = [
    ...bothReport(call, 4),
    secured('mutual_tls', 3),
    secured('none', 1),
    secured('unknown', 9, 'source'),
  ];
  const [edge] = viewOf(samples, { ...shop, security: true }).edges;
  expect(edge?.security).toEqual({ mutualTls: 0.75, sourcePrincipal: 'spiffe://a', targetPrincipal: null });
});

test('bodies are added up where the callee saw them', () => {
  const samples = [
    ...bothReport(call, 1),
    flow(seen, 300, {}, 'throughput'),
    flow(call, 999, {}, 'throughput'),
  ];
  expect(viewOf(samples, shop).edges.map(({ throughput }) => throughput)).toEqual([300]);
});

test('boxes: applications in namespaces in clusters, none round one alone', () => {
  const samples = [
    ...bothReport(call, 1),
    ...bothReport({ ...call, to: 'shop/reviews-v2' }, 1),
    ...bothReport({ from: 'bank/teller', to: 'shop/frontend', service: 'shop/frontend' }, 1),
  ];
  const view = viewOf(samples, { ...shop, graphType: 'versionedApp', boxBy: ['namespace', 'cluster'] });
  expect(view.boxes.map(({ id, parent, members }) => [id, parent, members.length])).toEqual([
    ['box/Kubernetes/shop/reviews', 'box/Kubernetes/shop', 2],
    ['box/Kubernetes/shop', null, 2],
  ]);
});

test('health of both ends: each tolerates what its own annotation says', () => {
  const strict = workload('shop', 'reviews-v1').map((one) => ({
    ...one,
    metadata: { ...one.metadata, annotations: { 'health.kiali.io/rate': '4xx,1,5,http,inbound' } },
  }));
  const samples = [flow(seen, 94), flow(seen, 6, { response_code: '404' })];
  const lenient = viewOf(samples, { ...shop, health: ownTolerances });
  expect(lenient.edges[0]?.health).toMatchObject({ status: 'healthy', failed: 1800, total: 30000 });
  const judged = viewOf(samples, { ...shop, health: ownTolerances }, mesh(strict));
  expect(judged.edges[0]?.health).toMatchObject({ status: 'failing', rule: '4xx' });
  expect(nodeOf(judged, 'reviews-v1').health?.status).toBe('failing');
  expect(nodeOf(judged, 'frontend').health?.status).toBe('healthy');
});

test('labels of all the workloads behind a node, without those that controllers write', () => {
  const zoned = (name: string, zone: string) =>
    workload('shop', name, { app: 'reviews' }).map((one) => ({
      ...one,
      metadata: { ...one.metadata, labels: { ...one.metadata.labels, zone } },
    }));
  const snapshot = mesh([...zoned('reviews-v1', 'b'), ...zoned('reviews-v2', 'a')]);
  const view = viewOf(bothReport(call, 1), { ...shop, graphType: 'app', labels: true }, snapshot);
  expect(nodeOf(view, 'app/Kubernetes/shop/reviews').labels).toEqual({ zone: 'a,b' });
});
