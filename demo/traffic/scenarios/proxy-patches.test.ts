import { expect, test } from 'vitest';
import { localRateLimit } from '#demo/meshes/build/istio.ts';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, requestCounts, simulate, sums } from '#demo/traffic/testing/observe.ts';

const mesh = (serves: object = {}, calls: object = {}) =>
  meshBuilder()
    .workload('front', 'front', {
      calls: [{ host: 'cart', port: 8080, rps: 40, path: '/cart', ...calls }],
    })
    .workload('cart', 'cart', { replicas: 2, serves: [{ port: 8080, ...serves }] });

const limit = (interval: string) =>
  localRateLimit('shop', 'limit', 'cart', { tokens: 5, interval }).body.spec;

test('a local rate limit answers 429 RL at the callee, which its callers see without a flag', () => {
  const simulation = simulate(
    mesh().service('cart', { 8080: 'http' }).object('EnvoyFilter', 'limit', limit('1s')).view(),
    120,
  );
  expect(reports(simulation)).toEqual([
    'destination front cart cart 200 - mutual_tls',
    'destination front cart cart 429 RL mutual_tls',
    'source front cart cart 200 - unknown',
    'source front cart cart 429 - unknown',
  ]);
  const passed = requestCounts(simulation).get('destination front cart cart 200 - mutual_tls') ?? 0;
  // Two pods let in five a second each; the first step does not know yet.
  expect(passed).toBeGreaterThan(1000);
  expect(passed).toBeLessThan(1450);
});

test('a filter that Envoy refuses limits nothing, and istiod counts the proxies that refused', () => {
  const view = mesh()
    .workload('istiod', 'istiod', { namespace: 'istio-system', meshed: false })
    .service('cart', { 8080: 'http' })
    .object('EnvoyFilter', 'limit', limit('0.010s'))
    .view();
  const simulation = simulate(view);
  expect(reports(simulation)).not.toContain('destination front cart cart 429 RL mutual_tls');
  expect(sums(simulation, 'pilot_total_xds_rejects', ['type']).get('lds')).toBe(2);
});

test.each([
  ['http2', 'http', '502 UPE', '502 -'],
  ['grpc', 'http', '502 UPE', '502 -'],
  ['http', 'grpc', '200 UPE', '200 URX'],
] as const)(
  'a port named %s before a program that speaks %s is not understood',
  (named, spoken, there, here) => {
    const view = mesh({ protocol: spoken }, { protocol: spoken }).service('cart', { 8080: named }).view();
    expect(reports(simulate(view))).toEqual([
      `destination front cart cart ${there} mutual_tls`,
      `source front cart cart ${here} unknown`,
    ]);
  },
);

test('the port of a store that is named for HTTP: 400 DPE at the caller, for nobody', () => {
  const view = mesh({ protocol: 'tcp' }, { protocol: 'tcp' }).service('cart', { 8080: 'http' }).view();
  expect(reports(simulate(view))).toEqual(['source front unknown unknown 400 DPE unknown']);
});

test('an upgrade to HTTP/2 towards a host outside that does not speak it: 502 UPE at the caller', () => {
  const view = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'api.example', port: 80, rps: 5 }] })
    .object('ServiceEntry', 'api', {
      hosts: ['api.example'],
      resolution: 'DNS',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    })
    .object('DestinationRule', 'api', {
      host: 'api.example',
      trafficPolicy: { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } },
    })
    .view();
  expect(reports(simulate(view))).toEqual(['source front unknown api.example 502 UPE unknown']);
});

test('a name that never resolves leaves the cluster without a host: 503 UH', () => {
  const view = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'api.example', port: 80, rps: 5 }] })
    .object('ServiceEntry', 'api', {
      hosts: ['api.example'],
      resolution: 'DNS',
      endpoints: [{ address: 'gone.api.invalid' }],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    })
    .view();
  expect(reports(simulate(view))).toEqual(['source front unknown api.example 503 UH unknown']);
});

test('a module that cannot be fetched denies all, and RBAC counts it; one that fails open does nothing', () => {
  const plugin = (failStrategy: string) =>
    mesh()
      .service('cart', { 8080: 'http' })
      .object('WasmPlugin', 'coupons', {
        selector: { matchLabels: { app: 'cart' } },
        url: 'oci://registry.invalid/coupons:3',
        failStrategy,
      })
      .view();
  const closed = simulate(plugin('FAIL_CLOSE'));
  expect(reports(closed)).toEqual([
    'destination front cart cart 403 - mutual_tls',
    'source front cart cart 403 - unknown',
  ]);
  const denied = sums(closed, 'envoy_http_inbound_0_0_0_0_8080_rbac', ['authz_enforce_result']);
  expect(denied.get('denied')).toBeGreaterThan(0);
  expect(reports(simulate(plugin('FAIL_OPEN')))).toContain('source front cart cart 200 - unknown');
});

test('a limit on silent streams ends what takes longer: 504 SI here, broken off there', () => {
  const view = mesh({ latency: { median: 200, p99: 300 } })
    .service('cart', { 8080: 'http' })
    .object('EnvoyFilter', 'idle', {
      workloadSelector: { labels: { app: 'front' } },
      configPatches: [{ patch: { value: { typed_config: { stream_idle_timeout: '0.1s' } } } }],
    })
    .view();
  expect(reports(simulate(view))).toEqual([
    'destination front cart cart 0 DC mutual_tls',
    'source front cart cart 504 SI unknown',
  ]);
});

test('a path that the program does not know is answered 404 by itself', () => {
  const view = mesh({ paths: ['/cart'] })
    .service('cart', { 8080: 'http' })
    .object('VirtualService', 'cart', {
      hosts: ['cart'],
      http: [{ rewrite: { uri: '/v2' }, route: [{ destination: { host: 'cart' } }] }],
    })
    .view();
  expect(reports(simulate(view))).toEqual([
    'destination front cart cart 404 - mutual_tls',
    'source front cart cart 404 - unknown',
  ]);
});
