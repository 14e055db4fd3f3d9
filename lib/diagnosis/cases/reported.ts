import { service, virtualService, type WorkloadFixture, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { DiagnosisCase } from '../testing/diagnosis-case.ts';
import { caseAt } from '../testing/told-by.ts';

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

const rule = (spec: object) =>
  made(networking, 'DestinationRule', 'bar/httpbin', { host: 'httpbin', ...spec });
const strict = made(security, 'PeerAuthentication', 'bar/default', { mtls: { mode: 'STRICT' } });
const registryOnly: KubeObject & { data: Record<string, string> } = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n' },
};
const inRule = { object: 'DestinationRule bar/httpbin' };
const unmeshed = [...pair({ proxy: 'none' }), rule({ trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } })];
const plaintext = [...pair(), strict, rule({ trafficPolicy: { tls: { mode: 'DISABLE' } } })];

/** Gives the application of a pod a port by name. */
const withPort =
  (name: string, containerPort: number) =>
  (object: KubeObject): KubeObject =>
    object.kind === 'Pod'
      ? { ...object, spec: { containers: [{ name: 'app', ports: [{ name, containerPort }] }] } }
      : object;
const redis = (name: string): KubeObject => ({
  ...service('bar', 'redis'),
  spec: { selector: { app: 'redis' }, ports: [{ name, port: 6379, targetPort: 'redis' }] },
});
const plugin = (at: number): KubeObject => ({
  ...made('extensions.istio.io/v1alpha1', 'WasmPlugin', 'bar/coraza', {
    url: 'oci://registry.example/coraza',
  }),
  metadata: {
    name: 'coraza',
    namespace: 'bar',
    managedFields: [{ manager: 'kubectl', time: new Date(at * 1000).toISOString() }],
  },
});

/** Cases after public reports of real failures: the telemetry is written by hand as the proxies of the report would give it. */
export const reported: readonly DiagnosisCase[] = [
  {
    what: 'a server without a sidecar is sent mutual TLS',
    report: 'https://github.com/istio/istio/issues/33208',
    objects: unmeshed,
    calls: [{ ...source, outcome: '503 URX,UF', rate: 4 }],
    told: { code: 'mtls-to-unmeshed', madeBy: 'wire', ...inRule },
  },
  {
    what: 'the same with the flags in the order of older proxies',
    report: 'https://github.com/istio/istio/issues/25062',
    objects: unmeshed,
    calls: [{ ...source, outcome: '503 UF,URX', rate: 4 }],
    told: { code: 'mtls-to-unmeshed', madeBy: 'wire', ...inRule },
  },
  {
    what: 'a destination rule switches client TLS off where the server demands it, and nothing comes from the callee',
    report: 'https://github.com/istio/istio.io/pull/3158',
    objects: plaintext,
    calls: [{ ...source, outcome: '503 UC', rate: 38 }],
    told: { code: 'plaintext-to-strict', madeBy: 'wire', ...inRule },
  },
  {
    what: 'the same where the callee reports other traffic, and none of this',
    report: 'https://github.com/istio/istio/issues/6279',
    objects: plaintext,
    calls: [
      { ...source, outcome: '503 UC', rate: 38 },
      { ...destination, outcome: '200', rate: 3 },
      { ...destination, from: 'foo/other', outcome: '200', rate: 1 },
    ],
    told: { code: 'plaintext-to-strict', madeBy: 'wire', ...inRule },
  },
  {
    what: 'a route names a subset that no destination rule defines',
    report: 'https://github.com/istio/istio/issues/6335',
    objects: [
      ...pair(),
      virtualService('bar', 'httpbin', [{ route: [{ destination: { host: 'httpbin', subset: 'v3' } }] }]),
    ],
    calls: [{ ...unplaced, outcome: '503 NC', rate: 2 }],
    told: { code: 'missing-subset', madeBy: 'caller-proxy', object: 'VirtualService bar/httpbin' },
  },
  {
    what: 'a caller without a sidecar meets a policy that names principals',
    report: 'https://github.com/istio/istio/issues/36119',
    objects: [
      ...pair(),
      made(security, 'AuthorizationPolicy', 'bar/myapp-access-allow', {
        action: 'ALLOW',
        rules: [{ from: [{ source: { principals: ['cluster.local/ns/foo/sa/default'] } }] }],
        selector: { matchLabels: { app: 'httpbin' } },
      }),
    ],
    calls: [{ ...destination, from: null, security: 'none', outcome: '403', rate: 1 }],
    told: { code: 'authorization-denied', object: 'AuthorizationPolicy bar/myapp-access-allow' },
  },
  {
    what: 'only registered hosts may be called, and this one is not',
    report: 'https://github.com/istio/istio/issues/7669',
    objects: [...pair(), registryOnly],
    calls: [{ ...unplaced, service: 'BlackHoleCluster', outcome: '502', rate: 1 }],
    told: { code: 'egress-blocked', object: 'ConfigMap istio-system/istio' },
  },
  {
    what: 'outlier detection may eject all, and has',
    report: 'https://github.com/istio/istio/issues/45128',
    objects: [
      ...pair(),
      rule({
        trafficPolicy: {
          outlierDetection: { baseEjectionTime: '60s', consecutive5xxErrors: 5, maxEjectionPercent: 100 },
        },
      }),
    ],
    calls: [
      { ...unplaced, outcome: '503 UH', rate: 5 },
      { ...source, outcome: '500', rate: 1 },
      { ...destination, outcome: '500', rate: 1 },
    ],
    told: { code: 'hosts-ejected', ...inRule },
  },
  {
    what: 'a tight pool sheds load, and the application sees nothing of it',
    report: 'https://github.com/mosip/mosip-infra/issues/1892',
    objects: [
      ...pair(),
      rule({
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 1 }, http: { http1MaxPendingRequests: 1 } },
        },
      }),
    ],
    calls: [
      { ...unplaced, outcome: '503 UO', rate: 178 },
      { ...source, outcome: '200', rate: 145 },
      { ...destination, outcome: '200', rate: 145 },
    ],
    told: { code: 'pool-overflow', ...inRule },
  },
  {
    what: 'a gRPC port that is not named so: UPE at the caller, DPE at the callee',
    report: 'https://github.com/istio/istio/issues/57294',
    objects: pair(),
    calls: [
      { ...source, protocol: 'grpc', outcome: '502 UPE 14', rate: 3 },
      { ...destination, outcome: '400 DPE', rate: 3 },
    ],
    told: { code: 'protocol-mismatch', object: 'Service bar/httpbin' },
  },
  {
    what: 'a delay and an abort are injected',
    report: 'https://github.com/istio/istio/issues/13144',
    objects: [
      ...pair(),
      virtualService('bar', 'httpbin', [
        {
          fault: {
            delay: { fixedDelay: '2s', percentage: { value: 100 } },
            abort: { httpStatus: 555, percentage: { value: 10 } },
          },
          route: [{ destination: { host: 'httpbin' } }],
        },
      ]),
    ],
    calls: [{ ...unplaced, outcome: '555 DI,FI', rate: 1 }],
    told: { code: 'fault-injected', object: 'VirtualService bar/httpbin' },
  },
  {
    what: 'the application closes the connection after two minutes: 503 UC at the callee',
    report: 'https://github.com/istio/istio/issues/51619',
    objects: pair(),
    calls: [
      { ...source, outcome: '503 URX', rate: 0.1 },
      { ...destination, outcome: '503 UC', rate: 0.3 },
      { ...source, outcome: '200', rate: 2 },
      { ...destination, outcome: '200', rate: 2 },
    ],
    told: { code: 'connection-reset', madeBy: 'callee-app' },
  },
  {
    what: 'the application refuses its own proxy: 503 UF at the callee, 503 without a flag at the caller',
    report: 'https://github.com/istio/istio/issues/51267',
    objects: pair(),
    calls: [
      { ...source, outcome: '503', rate: 2 },
      { ...destination, outcome: '503 UF', rate: 2 },
    ],
    told: { code: 'not-listening', madeBy: 'callee-app', object: 'Deployment bar/httpbin' },
  },
  {
    what: 'the port of a Redis is called http: 400 DPE at the caller, for no host',
    report: 'https://github.com/honeycombio/helm-charts/issues/42',
    objects: [...pair(), ...workload('bar', 'redis').map(withPort('redis', 6379)), redis('http')],
    calls: [{ ...unplaced, service: 'unknown', outcome: '400 DPE', rate: 2 }],
    told: { code: 'protocol-mismatch', madeBy: 'caller-proxy', object: 'Service bar/redis' },
  },
  {
    what: 'the same where the port is called redis: nobody can tell',
    report: 'https://github.com/istio/istio/issues/36434',
    objects: [...pair(), ...workload('bar', 'redis').map(withPort('redis', 6379)), redis('redis')],
    calls: [{ ...unplaced, service: 'unknown', outcome: '400 DPE', rate: 2 }],
    told: { code: null, madeBy: 'caller-proxy' },
  },
  {
    what: 'a ServiceEntry by DNS whose name does not resolve: 503 UH',
    report: 'https://github.com/istio/istio/issues/48692',
    objects: [
      ...pair(),
      made(networking, 'ServiceEntry', 'foo/outside', {
        hosts: ['api.example.com'],
        resolution: 'DNS',
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      }),
    ],
    calls: [{ ...unplaced, service: 'api.example.com', outcome: '503 UH', rate: 2 }],
    told: { code: 'name-not-resolved', madeBy: 'caller-proxy', object: 'ServiceEntry foo/outside' },
  },
  {
    what: 'the image of a WasmPlugin cannot be fetched: the agent denies all, 403 without a flag',
    report: 'https://github.com/istio/istio/pull/53363',
    objects: [...pair(), plugin(caseAt - 60)],
    calls: [
      { ...source, outcome: '403', rate: 9 },
      { ...destination, outcome: '403', rate: 9 },
    ],
    told: { code: 'extension-missing', object: 'WasmPlugin bar/coraza' },
  },
  {
    what: 'the same while Envoy still waits for it: 500 NFCF',
    report: 'https://github.com/istio/istio/issues/53279',
    objects: [...pair(), plugin(caseAt - 86_400)],
    calls: [
      { ...source, outcome: '500', rate: 9 },
      { ...destination, outcome: '500 NFCF', rate: 9 },
    ],
    told: { code: 'extension-missing', object: 'WasmPlugin bar/coraza' },
  },
  {
    what: 'a strict workload is not reached, and nobody knows more',
    report: 'https://github.com/istio/istio/issues/30117',
    objects: [...pair(), strict],
    calls: [{ ...source, outcome: '503 URX,UF', rate: 1 }],
    told: { code: null, madeBy: 'wire' },
  },
];
