import { expect, test } from 'vitest';
import { meshBuilder, type WorkloadOptions } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, requestCounts, simulate, sums } from '#demo/traffic/testing/observe.ts';

const serving = (more = {}) => [{ port: 8080, ...more }];

const pair = (callee: WorkloadOptions = {}, call: Record<string, unknown> = {}) =>
  meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 100, ...call }] })
    .workload('cart', 'cart', { serves: serving(), ...callee })
    .service('cart', { 8080: 'http' });

const rule = (more: Record<string, unknown>) => ({
  hosts: ['cart'],
  http: [{ route: [{ destination: { host: 'cart' } }], ...more }],
});

const total = (counts: ReadonlyMap<string, number>, start: string) =>
  [...counts].filter(([key]) => key.startsWith(start)).reduce((sum, [, n]) => sum + n, 0);

test('no ready endpoint: 503 UH, destination unknown but for the service', () => {
  const simulation = simulate(pair({ ready: false }).view());
  expect(reports(simulation)).toEqual(['source front unknown cart 503 UH unknown']);
  const [labels] = [...simulation.series()]
    .filter((s) => s.name === 'istio_requests_total')
    .map((s) => s.labels);
  expect(labels).toMatchObject({
    destination_service: 'cart.shop.svc.cluster.local',
    destination_service_namespace: 'unknown',
    destination_canonical_revision: 'latest',
    destination_principal: 'unknown',
  });
});

test('the program’s own errors are the same at both ends', () => {
  const simulation = simulate(pair({ serves: serving({ errorRate: 0.2, errorCode: 500 }) }).view());
  expect(reports(simulation)).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'destination front cart cart 500 - mutual_tls',
    'source front cart cart 200 - unknown',
    'source front cart cart 500 - unknown',
  ]);
});

test('a program that resets connections: 503 UC at its own proxy, a plain 503 at the caller', () => {
  expect(reports(simulate(pair({ serves: serving({ resetRate: 1 }) }).view()))).toEqual([
    'destination front cart cart 503 UC mutual_tls',
    'source front cart cart 503 - unknown',
  ]);
});

test('nobody listens on the port: 503 UF at the callee’s proxy, a plain 503 at the caller', () => {
  expect(reports(simulate(pair({ serves: [{ port: 9999 }] }).view()))).toEqual([
    'destination front cart cart 503 UF mutual_tls',
    'source front cart cart 503 - unknown',
  ]);
});

test('faults: aborts reach nobody, delays show their flag and their time at the caller', () => {
  const abort = { fault: { abort: { httpStatus: 418, percentage: { value: 100 } } } };
  expect(reports(simulate(pair().object('VirtualService', 'c', rule(abort)).view()))).toEqual([
    'source front unknown cart 418 FI unknown',
  ]);
  const delay = { fault: { delay: { fixedDelay: '2s', percentage: { value: 100 } } } };
  const simulation = simulate(pair().object('VirtualService', 'c', rule(delay)).view());
  expect(reports(simulation)).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'source front cart cart 200 DI unknown',
  ]);
  const name = 'istio_request_duration_milliseconds_bucket';
  expect(sums(simulation, name, [], { reporter: 'source', le: '1000' }).get('')).toBe(0);
  expect(sums(simulation, name, [], { reporter: 'destination', le: '1000' }).get('')).toBeGreaterThan(4000);
});

test('a fault without a percentage touches no request', () => {
  const fault = { abort: { httpStatus: 418 }, delay: { fixedDelay: '2s' } };
  expect(reports(simulate(pair().object('VirtualService', 'c', rule({ fault })).view()))).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'source front cart cart 200 - unknown',
  ]);
});

test('a share of faults is a share of requests, delayed ones may abort too', () => {
  const fault = {
    delay: { fixedDelay: '1s', percentage: { value: 50 } },
    abort: { httpStatus: 500, percentage: { value: 50 } },
  };
  const counts = requestCounts(simulate(pair().object('VirtualService', 'c', rule({ fault })).view()));
  for (const ending of [
    'unknown cart 500 DI,FI',
    'unknown cart 500 FI',
    'cart cart 200 DI',
    'cart cart 200 -',
  ]) {
    const share = total(counts, `source front ${ending}`) / total(counts, 'source');
    expect(Math.abs(share - 0.25)).toBeLessThan(0.04);
  }
});

test('a timeout: 504 UT at the caller after just that long, 0 DC at the callee', () => {
  const slow = { serves: serving({ latency: { median: 3000, p99: 3500 } }) };
  const simulation = simulate(
    pair(slow)
      .object('VirtualService', 'c', rule({ timeout: '1s' }))
      .view(),
  );
  expect(reports(simulation)).toEqual([
    'destination front cart cart 0 DC mutual_tls',
    'source front cart cart 504 UT unknown',
  ]);
  const where = { reporter: 'source' };
  const sum = sums(simulation, 'istio_request_duration_milliseconds_sum', [], where).get('') ?? 0;
  const count = sums(simulation, 'istio_request_duration_milliseconds_count', [], where).get('') ?? 1;
  expect(sum / count).toBeGreaterThanOrEqual(999);
  expect(sum / count).toBeLessThan(1010);
});

test('the program’s own timeout: it hangs up, 0 DC at both ends', () => {
  const slow = { serves: serving({ latency: { median: 3000, p99: 3500 } }) };
  expect(reports(simulate(pair(slow, { timeoutMs: 500 }).view()))).toEqual([
    'destination front cart cart 0 DC mutual_tls',
    'source front cart cart 0 DC unknown',
  ]);
});

test('retries: one request at the caller, up to 1 + attempts at the callee, URX when they run out', () => {
  const failing = { serves: serving({ errorRate: 1, errorCode: 503 }) };
  const retries = { attempts: 3, retryOn: '5xx' };
  const counts = requestCounts(
    simulate(pair(failing).object('VirtualService', 'c', rule({ retries })).view()),
  );
  expect([...counts.keys()].sort()).toEqual([
    'destination front cart cart 503 - mutual_tls',
    'source front cart cart 503 URX unknown',
  ]);
  expect(total(counts, 'destination')).toBe(4 * total(counts, 'source'));
});

test('without a matching retryOn an answer is not tried again; Istio’s default leaves 503 alone', () => {
  const failing = { serves: serving({ errorRate: 1, errorCode: 503 }) };
  const counts = requestCounts(simulate(pair(failing).view()));
  expect(total(counts, 'destination')).toBe(total(counts, 'source'));
  const retries = { attempts: 3, retryOn: 'connect-failure' };
  const written = requestCounts(
    simulate(pair(failing).object('VirtualService', 'c', rule({ retries })).view()),
  );
  expect(total(written, 'destination')).toBe(total(written, 'source'));
});

test('some failures and retries: fewer errors at the caller than at the callee', () => {
  const failing = { serves: serving({ errorRate: 0.3, errorCode: 503 }), replicas: 2 };
  const retries = { attempts: 2, retryOn: '503' };
  const counts = requestCounts(
    simulate(pair(failing).object('VirtualService', 'c', rule({ retries })).view()),
  );
  const failed = total(counts, 'source front cart cart 503 URX') / total(counts, 'source');
  expect(Math.abs(failed - 0.027)).toBeLessThan(0.01);
  expect(total(counts, 'destination front cart cart 503') / total(counts, 'destination')).toBeGreaterThan(
    0.27,
  );
});

test('a timeout of each try: tried again, 504 with both flags when it never works', () => {
  const slow = { serves: serving({ latency: { median: 3000, p99: 3500 } }) };
  const retries = { attempts: 2, perTryTimeout: '200ms', retryOn: 'gateway-error' };
  const counts = requestCounts(simulate(pair(slow).object('VirtualService', 'c', rule({ retries })).view()));
  expect([...counts.keys()].sort()).toEqual([
    'destination front cart cart 0 DC mutual_tls',
    'source front cart cart 504 URX,UT unknown',
  ]);
  expect(total(counts, 'destination')).toBe(3 * total(counts, 'source'));
});

test('a connection pool that is too small: UO, without host from the queue, with host from the request limit', () => {
  const slow = { serves: serving({ latency: { median: 200, p99: 300 } }) };
  const pool = (connectionPool: unknown) =>
    pair(slow).object('DestinationRule', 'cart', { host: 'cart', trafficPolicy: { connectionPool } });
  const queue = pool({ tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } });
  expect(reports(simulate(queue.view()))).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'source front cart cart 200 - unknown',
    'source front unknown cart 503 UO unknown',
  ]);
  expect(reports(simulate(pool({ http: { http2MaxRequests: 2 } }).view()))).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'source front cart cart 200 - unknown',
    'source front cart cart 503 UO unknown',
  ]);
  expect(reports(simulate(pool({ http: { http2MaxRequests: 1000 } }).view()))).toHaveLength(2);
});

test('outlier detection: the failing pod is ejected; when all are, UH', () => {
  const eject = (maxEjectionPercent: number) => ({
    host: 'cart',
    trafficPolicy: {
      outlierDetection: { consecutive5xxErrors: 5, baseEjectionTime: '60s', maxEjectionPercent },
    },
  });
  const half = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 100 }] })
    .workload('cart-good', 'cart', { serves: serving() })
    .workload('cart-bad', 'cart', { serves: serving({ errorRate: 1 }) })
    .service('cart', { 8080: 'http' })
    .object('DestinationRule', 'cart', eject(50));
  const counts = requestCounts(simulate(half.view()));
  const bad = total(counts, 'source front cart-bad') / total(counts, 'source');
  expect(bad).toBeGreaterThan(0);
  expect(bad).toBeLessThan(0.1);
  const all = pair({ replicas: 2, serves: serving({ errorRate: 1 }) }).object(
    'DestinationRule',
    'c',
    eject(100),
  );
  expect(total(requestCounts(simulate(all.view())), 'source front unknown cart 503 UH')).toBeGreaterThan(
    4000,
  );
});

test('one pod may run another program: its errors are its own', () => {
  const builder = pair({ replicas: 3, generation: 1 }).workload('cart', 'cart', {
    generation: 2,
    serves: serving({ errorRate: 1 }),
  });
  const failed = sums(simulate(builder.view()), 'istio_requests_total', ['pod'], {
    reporter: 'destination',
    response_code: '500',
  });
  expect([...failed.keys()]).toEqual(['cart-hash2-0']);
});

test.each([
  [1, 0.1, 0.1],
  [2, 0.1, 0.19],
  [0.25, 1, 0.25],
])(
  'a program that makes %d calls a request, %d of which fail, fails %d of its own',
  (perRequest, errorRate, failing) => {
    const chain = meshBuilder()
      .workload('load', 'load', { meshed: false, calls: [{ host: 'front', port: 80, rps: 100 }] })
      .workload('front', 'front', {
        serves: [{ port: 80 }],
        calls: [{ host: 'cart', port: 8080, perRequest }],
      })
      .workload('cart', 'cart', { serves: serving({ errorRate }) })
      .service('front', { 80: 'http' })
      .service('cart', { 8080: 'http' });
    const counts = requestCounts(simulate(chain.view()));
    const share = total(counts, 'destination unknown front front 500') / total(counts, 'destination unknown');
    expect(Math.abs(share - failing)).toBeLessThan(0.025);
  },
);

test('a circle of calls stays bounded', () => {
  const circle = meshBuilder()
    .workload('load', 'load', { calls: [{ host: 'a', port: 80, rps: 10 }] })
    .workload('a', 'a', { serves: [{ port: 80 }], calls: [{ host: 'b', port: 80, perRequest: 1 }] })
    .workload('b', 'b', { serves: [{ port: 80 }], calls: [{ host: 'a', port: 80, perRequest: 1 }] })
    .service('a', { 80: 'http' })
    .service('b', { 80: 'http' });
  const counts = requestCounts(simulate(circle.view(), 600));
  expect(total(counts, 'source a b')).toBeLessThan(60_000);
});
