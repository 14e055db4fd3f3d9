import { expect, test } from 'vitest';
import { service, virtualService, type WorkloadFixture, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { allSeries, type SeriesOf } from '../testing/series.ts';
import { toldBy } from '../testing/told-by.ts';

/** Cases after public reports of real failures: the telemetry is written by hand as the proxies of the report would give it. */

const networking = 'networking.istio.io/v1';
const security = 'security.istio.io/v1';

const made = (apiVersion: string, kind: string, name: string, spec: object): KubeObject => {
  const [namespace = '', own = ''] = name.split('/');
  return { apiVersion, kind, metadata: { name: own, namespace }, spec };
};

/** `foo/sleep` calls `bar/httpbin`; what `server` says is different about the callee. */
const pair = (server: WorkloadFixture = {}): KubeObject[] => [
  ...workload('foo', 'sleep'),
  ...workload('bar', 'httpbin', server),
  service('bar', 'httpbin'),
];
const source = { reporter: 'source', from: 'foo/sleep', to: 'bar/httpbin', service: 'bar/httpbin' } as const;
const destination = { ...source, reporter: 'destination' } as const;
const unplaced = { ...source, to: null } as const;
const told = (objects: readonly KubeObject[], ...calls: readonly SeriesOf[]) =>
  toldBy({ objects, series: allSeries(...calls) });

const rule = (spec: object) =>
  made(networking, 'DestinationRule', 'bar/httpbin', { host: 'httpbin', ...spec });
const strict = made(security, 'PeerAuthentication', 'bar/default', { mtls: { mode: 'STRICT' } });

// https://github.com/istio/istio/issues/33208
test('a server without a sidecar is sent mutual TLS: URX,UF in either order', () => {
  const objects = [...pair({ proxy: 'none' }), rule({ trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } })];
  for (const flags of ['URX,UF', 'UF,URX']) {
    expect(told(objects, { ...source, outcome: `503 ${flags}`, rate: 4 })).toMatchObject({
      code: 'mtls-to-unmeshed',
      object: 'DestinationRule bar/httpbin',
      madeBy: 'wire',
    });
  }
});

// https://github.com/istio/istio.io/pull/3158
test('a destination rule switches client TLS off where the server demands it', () => {
  const objects = [...pair(), strict, rule({ trafficPolicy: { tls: { mode: 'DISABLE' } } })];
  expect(told(objects, { ...source, outcome: '503 UC', rate: 38 })).toMatchObject({
    code: 'plaintext-to-strict',
    madeBy: 'wire',
  });
  // The callee's proxy reports other traffic, and none of this.
  const others = { ...destination, from: 'foo/other', outcome: '200', rate: 1 } as const;
  const before = { ...destination, outcome: '200', rate: 3 } as const;
  expect(told(objects, { ...source, outcome: '503 UC', rate: 38 }, before, others)).toMatchObject({
    code: 'plaintext-to-strict',
    object: 'DestinationRule bar/httpbin',
  });
});

// https://github.com/istio/istio/issues/6335
test('a route names a subset that no destination rule defines', () => {
  const route = virtualService('bar', 'httpbin', [
    { route: [{ destination: { host: 'httpbin', subset: 'v3' } }] },
  ]);
  expect(told([...pair(), route], { ...unplaced, outcome: '503 NC', rate: 2 })).toMatchObject({
    code: 'missing-subset',
    object: 'VirtualService bar/httpbin',
    madeBy: 'caller-proxy',
  });
});

// https://github.com/istio/istio/issues/36119
test('a caller without a sidecar meets a policy that names principals', () => {
  const policy = made(security, 'AuthorizationPolicy', 'bar/myapp-access-allow', {
    action: 'ALLOW',
    rules: [{ from: [{ source: { principals: ['cluster.local/ns/foo/sa/default'] } }] }],
    selector: { matchLabels: { app: 'httpbin' } },
  });
  const call = { ...destination, from: null, security: 'none', outcome: '403', rate: 1 } as const;
  expect(told([...pair(), policy], call)).toMatchObject({
    code: 'authorization-denied',
    object: 'AuthorizationPolicy bar/myapp-access-allow',
  });
});

// https://github.com/istio/istio/issues/7669
test('only registered hosts may be called, and this one is not', () => {
  const config: KubeObject & { data: Record<string, string> } = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n' },
  };
  const call = { ...unplaced, service: 'BlackHoleCluster', outcome: '502', rate: 1 } as const;
  expect(told([...pair(), config], call)).toMatchObject({
    code: 'egress-blocked',
    object: 'ConfigMap istio-system/istio',
  });
});

// https://github.com/istio/istio/issues/45128
test('outlier detection may eject all, and has', () => {
  const ejecting = rule({
    trafficPolicy: {
      outlierDetection: {
        baseEjectionTime: '60s',
        consecutive5xxErrors: 5,
        interval: '20s',
        maxEjectionPercent: 100,
      },
    },
  });
  const calls = [
    { ...unplaced, outcome: '503 UH', rate: 5 },
    { ...source, outcome: '500', rate: 1 },
    { ...destination, outcome: '500', rate: 1 },
  ] as const;
  expect(told([...pair(), ejecting], ...calls)).toMatchObject({
    code: 'hosts-ejected',
    object: 'DestinationRule bar/httpbin',
  });
});

// https://github.com/mosip/mosip-infra/issues/1892
test('a tight pool sheds load: UO, near to no latency, and the application sees nothing of it', () => {
  const tight = rule({
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } } },
  });
  const calls = [
    { ...unplaced, outcome: '503 UO', rate: 178 },
    { ...source, outcome: '200', rate: 145 },
    { ...destination, outcome: '200', rate: 145 },
  ] as const;
  expect(told([...pair(), tight], ...calls)).toMatchObject({
    code: 'pool-overflow',
    object: 'DestinationRule bar/httpbin',
  });
});

// https://github.com/istio/istio/issues/57294
test('a gRPC port that is not named so: UPE at the caller, DPE at the callee', () => {
  const calls = [
    { ...source, protocol: 'grpc', outcome: '502 UPE 14', rate: 3 },
    { ...destination, outcome: '400 DPE', rate: 3 },
  ] as const;
  expect(told(pair(), ...calls)).toMatchObject({ code: 'protocol-mismatch', object: 'Service bar/httpbin' });
});

// https://github.com/istio/istio/issues/51267
test('the application refuses its own proxy: 503 UF at the callee, 503 without a flag at the caller', () => {
  const calls = [
    { ...source, outcome: '503', rate: 2 },
    { ...destination, outcome: '503 UF', rate: 2 },
  ] as const;
  // The containers declare no port, so whether the Service is wrong or the application is nobody can tell.
  const open = told(pair(), ...calls);
  expect(open.madeBy).toBe('callee-app');
  expect(['not-listening', 'port-refused']).toContain(open.code ?? 'not-listening');
});

// https://github.com/istio/istio/issues/51619
test('the application closes the connection after two minutes: 503 UC at the callee', () => {
  const calls = [
    { ...source, outcome: '503 URX', rate: 0.1 },
    { ...destination, outcome: '503 UC', rate: 0.3 },
    { ...source, outcome: '200', rate: 2 },
    { ...destination, outcome: '200', rate: 2 },
  ] as const;
  expect(told(pair(), ...calls)).toMatchObject({ code: 'connection-reset', madeBy: 'callee-app' });
});

// https://github.com/istio/istio/issues/30117
test('one port of a strict workload is reached past the proxy: UF, and nobody knows more', () => {
  expect(told([...pair(), strict], { ...source, outcome: '503 URX,UF', rate: 1 })).toMatchObject({
    code: null,
    madeBy: 'wire',
  });
});

// https://github.com/istio/istio/issues/13144
test('a delay is injected and runs into a timeout: DI is the fault’s', () => {
  const route = virtualService('bar', 'httpbin', [
    {
      fault: {
        delay: { fixedDelay: '2s', percentage: { value: 100 } },
        abort: { httpStatus: 555, percentage: { value: 10 } },
      },
      route: [{ destination: { host: 'httpbin' } }],
    },
  ]);
  expect(told([...pair(), route], { ...unplaced, outcome: '555 DI,FI', rate: 1 })).toMatchObject({
    code: 'fault-injected',
    object: 'VirtualService bar/httpbin',
  });
});
