import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, simulate, sums } from '#demo/traffic/testing/observe.ts';

const captured = { 'ambient.istio.io/redirection': 'enabled' };
const waypointLabels = {
  'gateway.istio.io/managed': 'istio.io-mesh-controller',
  'gateway.networking.k8s.io/gateway-name': 'waypoint',
};

/** `front` calls `cart` in a namespace that is told to use a waypoint. */
const mesh = (protocol: 'http' | 'tcp', using: string) =>
  meshBuilder()
    .workload('ztunnel', 'ztunnel', { namespace: 'istio-system', meshed: false })
    .workload('waypoint', 'waypoint', { meshed: false, labels: waypointLabels })
    .workload('front', 'front', {
      meshed: false,
      annotations: captured,
      calls: [{ host: 'cart', port: 8080, rps: 20, protocol }],
    })
    .workload('cart', 'cart', { meshed: false, annotations: captured, serves: [{ port: 8080, protocol }] })
    .service('cart', { 8080: protocol }, { labels: { 'istio.io/use-waypoint': using } })
    .object('K8sGateway', 'waypoint', { gatewayClassName: 'istio-waypoint' });

const policy = (spec: object) => ({ action: 'DENY', rules: [{}], ...spec });
const connections = (simulation: ReturnType<typeof simulate>) =>
  [
    ...sums(simulation, 'istio_tcp_connections_closed_total', [
      'app',
      'reporter',
      'source_workload',
      'destination_workload',
      'response_flags',
    ]),
  ]
    .filter(([, value]) => value > 0)
    .map(([key]) => key);

test('requests through a waypoint are told by it, their connections by ztunnel', () => {
  const simulation = simulate(mesh('http', 'waypoint').view());
  expect(reports(simulation)).toEqual(['waypoint front cart cart 200 - mutual_tls']);
  const bytes = sums(simulation, 'istio_tcp_sent_bytes_total', [
    'app',
    'reporter',
    'source_workload',
    'destination_workload',
  ]);
  expect([...bytes.keys()].sort()).toEqual([
    'ztunnel destination waypoint cart',
    'ztunnel source front waypoint',
  ]);
});

test('a waypoint that is not there reads nothing: connections alone are told, by both ztunnels', () => {
  const simulation = simulate(mesh('http', 'gone').view(), 300);
  expect(reports(simulation)).toEqual([]);
  expect(connections(simulation).sort()).toEqual([
    'ztunnel destination front cart -',
    'ztunnel source front cart -',
  ]);
});

test('a policy that is attached to the Service is the waypoint’s: 403 there', () => {
  const targetRefs = [{ group: '', kind: 'Service', name: 'cart' }];
  const view = mesh('http', 'waypoint').object('AuthorizationPolicy', 'cart', policy({ targetRefs })).view();
  expect(reports(simulate(view))).toEqual(['waypoint front cart cart 403 - mutual_tls']);
});

test('a policy that selects the pod is ztunnel’s: DENY, which the callee’s alone tells', () => {
  const selector = { matchLabels: { app: 'cart' } };
  const view = mesh('tcp', 'none').object('AuthorizationPolicy', 'cart', policy({ selector })).view();
  expect(connections(simulate(view)).sort()).toEqual([
    'ztunnel destination front cart DENY',
    'ztunnel source front cart -',
  ]);
});

test.each([
  [8080, ['ztunnel source front cart CONNECT']],
  [15_008, ['ztunnel destination front cart -', 'ztunnel source front cart -']],
])('a NetworkPolicy that opens port %i alone', (port, told) => {
  const view = mesh('tcp', 'none')
    .object('NetworkPolicy', 'cart', {
      podSelector: { matchLabels: { app: 'cart' } },
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port }] }],
    })
    .view();
  expect(connections(simulate(view, 300)).sort()).toEqual(told);
});

test('no series is there twice', () => {
  const selector = { matchLabels: { app: 'cart' } };
  const view = mesh('tcp', 'none').object('AuthorizationPolicy', 'cart', policy({ selector })).view();
  const all = simulate(view)
    .series()
    .map(({ name, labels }) => JSON.stringify([name, Object.entries(labels).sort()]));
  expect(new Set(all).size).toBe(all.length);
});
