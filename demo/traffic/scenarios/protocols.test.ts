import { expect, test } from 'vitest';
import { bucketsAnnotation } from '#demo/traffic/emit/buckets.ts';
import { meshBuilder, type WorkloadOptions } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, sums } from '#demo/traffic/testing/observe.ts';

const grpc = (callee: WorkloadOptions = {}) =>
  meshBuilder()
    .workload('front', 'front', {
      calls: [{ host: 'stock', port: 9000, protocol: 'grpc', rps: 100, path: '/stock.Stock/Get' }],
    })
    .workload('stock', 'stock', { serves: [{ port: 9000, protocol: 'grpc' }], ...callee })
    .service('stock', { 9000: 'grpc' });

const statuses = (builder: ReturnType<typeof grpc>) =>
  [
    ...sums(simulate(builder.view()), 'istio_requests_total', [
      'reporter',
      'request_protocol',
      'response_code',
      'grpc_response_status',
      'response_flags',
    ]).keys(),
  ].sort();

test('gRPC: 200 with a status of its own, messages counted without code or flags', () => {
  expect(statuses(grpc())).toEqual(['destination grpc 200 0 -', 'source grpc 200 0 -']);
  const simulation = simulate(grpc().view());
  const requests = sums(simulation, 'istio_requests_total', ['reporter']);
  expect(sums(simulation, 'istio_request_messages_total', ['reporter'])).toEqual(requests);
  expect(sums(simulation, 'istio_response_messages_total', ['reporter'])).toEqual(requests);
  const labels = [...simulation.series()].find((s) => s.name === 'istio_request_messages_total')?.labels;
  expect(Object.keys(labels ?? {})).not.toContain('response_code');
});

test('gRPC failures: the program’s status; 14 for what proxies answer by 503; 7 for RBAC', () => {
  expect(
    statuses(grpc({ serves: [{ port: 9000, protocol: 'grpc', errorRate: 1, errorCode: 500 }] })),
  ).toEqual(['destination grpc 200 13 -', 'source grpc 200 13 -']);
  expect(statuses(grpc({ ready: false }))).toEqual(['source grpc 200 14 UH']);
  expect(statuses(grpc().object('AuthorizationPolicy', 'none', {}))).toEqual([
    'destination grpc 200 7 -',
    'source grpc 200 7 -',
  ]);
});

test('gRPC unavailable is tried again by default: URX', () => {
  const failing = { serves: [{ port: 9000, protocol: 'grpc', errorRate: 1, errorCode: 503 }] };
  expect(statuses(grpc(failing))).toEqual(['destination grpc 200 14 -', 'source grpc 200 14 URX']);
});

test('a gRPC timeout: 14 with UT at the caller, reset (DR) at the callee', () => {
  const slow = { serves: [{ port: 9000, protocol: 'grpc', latency: { median: 3000, p99: 3300 } }] };
  const rule = { hosts: ['stock'], http: [{ timeout: '1s', route: [{ destination: { host: 'stock' } }] }] };
  expect(statuses(grpc(slow).object('VirtualService', 's', rule))).toEqual([
    'destination grpc 0  DR',
    'source grpc 200 14 UT',
  ]);
});

const tcp = (callee: WorkloadOptions = {}) =>
  meshBuilder()
    .workload('cart', 'cart', {
      calls: [{ host: 'redis', port: 6379, protocol: 'tcp', rps: 100, requestBytes: 100 }],
    })
    .workload('redis', 'redis', { serves: [{ port: 6379, protocol: 'tcp', responseBytes: 400 }], ...callee })
    .service('redis', { 6379: 'redis' });

const tcpReports = (builder: ReturnType<typeof tcp>, name = 'istio_tcp_connections_opened_total') =>
  [
    ...sums(simulate(builder.view()), name, [
      'reporter',
      'source_workload',
      'destination_workload',
      'response_flags',
      'connection_security_policy',
    ]),
  ]
    .filter(([, n]) => n > 0)
    .map(([key]) => key)
    .sort();

test('TCP: connections and bytes at both ends, sent being what the client receives', () => {
  expect(tcpReports(tcp())).toEqual(['destination cart redis - mutual_tls', 'source cart redis - unknown']);
  const simulation = simulate(tcp().view());
  const value = (name: string) => sums(simulation, name, [], { reporter: 'source' }).get('') ?? 0;
  expect(value('istio_tcp_sent_bytes_total') / value('istio_tcp_received_bytes_total')).toBeCloseTo(4, 0);
  const [opened, closed] = [
    value('istio_tcp_connections_opened_total'),
    value('istio_tcp_connections_closed_total'),
  ];
  expect(opened).toBeGreaterThan(closed);
  const labels = [...simulation.series()].find((s) => s.name === 'istio_tcp_sent_bytes_total')?.labels;
  expect(labels).toMatchObject({ request_protocol: 'tcp', response_flags: '-' });
  expect(Object.keys(labels ?? {})).not.toContain('response_code');
});

test('TCP without endpoint: UH; turned away by RBAC: closed at once, nothing comes back', () => {
  expect(tcpReports(tcp({ ready: false }))).toEqual(['source cart unknown UH unknown']);
  const denied = () => tcp().object('AuthorizationPolicy', 'none', {});
  expect(tcpReports(denied())).toEqual([
    'destination cart redis - mutual_tls',
    'source cart redis - unknown',
  ]);
  const simulation = simulate(denied().view());
  const value = (name: string) => sums(simulation, name, [], { reporter: 'source' }).get('');
  expect(value('istio_tcp_sent_bytes_total')).toBe(0);
  expect(value('istio_tcp_connections_opened_total')).toBe(value('istio_tcp_connections_closed_total'));
});

test('TCP in plain text carries no metadata of the caller', () => {
  const plain = { host: 'redis', trafficPolicy: { tls: { mode: 'DISABLE' } } };
  expect(tcpReports(tcp().object('DestinationRule', 'redis', plain))).toEqual([
    'destination unknown redis - none',
    'source cart redis - unknown',
  ]);
});

test('mutual TLS over TCP to a callee without proxy: UF,URX at the caller', () => {
  const mutual = { host: 'redis', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } };
  expect(tcpReports(tcp({ meshed: false }).object('DestinationRule', 'redis', mutual))).toEqual([
    'source cart redis UF,URX unknown',
  ]);
});

test('weights of a TCP route divide the bytes', () => {
  const builder = tcp()
    .workload('redis-2', 'redis', {
      version: 'v2',
      serves: [{ port: 6379, protocol: 'tcp', responseBytes: 400 }],
    })
    .object('DestinationRule', 'redis', {
      host: 'redis',
      subsets: [
        { name: 'v2', labels: { version: 'v2' } },
        { name: 'all', labels: {} },
      ],
    })
    .object('VirtualService', 'redis', {
      hosts: ['redis'],
      tcp: [{ match: [{ port: 6379 }], route: [{ destination: { host: 'redis', subset: 'v2' } }] }],
    });
  expect(tcpReports(builder)).toEqual([
    'destination cart redis-2 - mutual_tls',
    'source cart redis-2 - unknown',
  ]);
});

test('TLS that the program begins is routed by its SNI', () => {
  const builder = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'vault', port: 443, rps: 50 }] })
    .workload('vault-a', 'vault', { version: 'a', serves: [{ port: 443 }] })
    .workload('vault-b', 'vault', { version: 'b', serves: [{ port: 443 }] })
    .service('vault', { 443: 'https' })
    .object('DestinationRule', 'vault', {
      host: 'vault',
      subsets: [{ name: 'b', labels: { version: 'b' } }],
    })
    .object('VirtualService', 'vault', {
      hosts: ['vault'],
      tls: [
        { match: [{ port: 443, sniHosts: ['other'] }], route: [{ destination: { host: 'nowhere' } }] },
        {
          match: [{ port: 443, sniHosts: ['vault'] }],
          route: [{ destination: { host: 'vault', subset: 'b' } }],
        },
      ],
    });
  expect(tcpReports(builder)).toEqual([
    'destination front vault-b - mutual_tls',
    'source front vault-b - unknown',
  ]);
});

test('HTTP on a port named tcp is bytes to the proxies', () => {
  const builder = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 50 }] })
    .workload('cart', 'cart', { serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'tcp' });
  const simulation = simulate(builder.view());
  expect(sums(simulation, 'istio_requests_total', []).size).toBe(0);
  expect(sums(simulation, 'istio_tcp_sent_bytes_total', ['reporter']).size).toBe(2);
});

test('a program that answers in several ways, and a pod that asks for buckets of its own', () => {
  const answers = [
    { code: 304, share: 0.3 },
    { code: 404, share: 0.1 },
  ];
  const mesh = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 200 }] })
    .workload('cart', 'cart', {
      serves: [{ port: 8080, answers }],
      annotations: { [bucketsAnnotation]: '{"istiocustom":[10,100,1000]}' },
    })
    .service('cart', { 8080: 'http' });
  const simulation = simulate(mesh.view());
  const codes = sums(simulation, 'istio_requests_total', ['response_code'], { reporter: 'destination' });
  const total = [...codes.values()].reduce((a, b) => a + b, 0);
  expect((codes.get('304') ?? 0) / total).toBeCloseTo(0.3, 1);
  expect((codes.get('404') ?? 0) / total).toBeCloseTo(0.1, 1);
  expect(codes.size).toBe(3);
  const bucketsOf = (reporter: string) =>
    [...sums(simulation, 'istio_request_duration_milliseconds_bucket', ['le'], { reporter }).keys()].join(
      ' ',
    );
  expect(bucketsOf('destination')).toBe('10 100 1000 +Inf');
  expect(bucketsOf('source')).toContain('0.5 1 5 10 25');
});
