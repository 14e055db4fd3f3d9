import { service, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { DiagnosisCase } from '../testing/diagnosis-case.ts';

const pair: readonly KubeObject[] = [
  ...workload('foo', 'sleep'),
  ...workload('bar', 'httpbin'),
  service('bar', 'httpbin'),
];
const source = { reporter: 'source', from: 'foo/sleep', to: 'bar/httpbin', service: 'bar/httpbin' } as const;
const destination = { ...source, reporter: 'destination' } as const;
const policy = (spec: object): KubeObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'httpbin', namespace: 'bar' },
  spec,
});

/** Cases whose right answer is the application, somebody outside, or that nobody can tell: no configuration may be accused. */
export const innocent: readonly DiagnosisCase[] = [
  {
    what: 'a request in ten thousand is cut between two proxies',
    report: 'https://github.com/istio/istio/issues/13848',
    objects: pair,
    calls: [
      { ...source, outcome: '503 UC', rate: 0.05 },
      { ...source, outcome: '200', rate: 400 },
      { ...destination, outcome: '200', rate: 400 },
    ],
    told: { code: null },
  },
  {
    what: 'connections between gateways end now and then',
    report: 'https://github.com/istio/istio/issues/49660',
    objects: pair,
    calls: [
      { ...source, outcome: '503 UC', rate: 0.4 },
      { ...source, outcome: '200', rate: 20 },
    ],
    told: { code: null },
  },
  {
    what: 'a gateway is cut off from a pod in ambient, and no ztunnel tells of the request',
    report: 'https://github.com/istio/ztunnel/issues/1662',
    objects: pair,
    calls: [{ ...source, outcome: '503 UC', rate: 0.2 }],
    told: { code: null },
  },
  {
    what: 'no route, and there is no route of any kind',
    report: 'https://github.com/istio/istio/issues/53561',
    objects: pair,
    calls: [{ ...source, to: null, outcome: '404 NR', rate: 1 }],
    told: { code: null },
  },
  {
    what: 'a Host header that nobody has',
    report: 'https://github.com/istio/istio/issues/30347',
    objects: pair,
    calls: [{ ...source, to: null, service: 'www.example.com', outcome: '404 NR', rate: 1 }],
    told: { code: null },
  },
  {
    what: 'a policy asks for a token: whether there is one is in no metric',
    report: 'https://github.com/istio/istio/issues/35973',
    objects: [
      ...pair,
      policy({ action: 'DENY', rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }] }),
    ],
    calls: [
      { ...source, outcome: '403', rate: 2 },
      { ...destination, outcome: '403', rate: 2 },
    ],
    told: { code: null },
  },
  {
    what: 'the application answers 500, both proxies agree',
    objects: pair,
    calls: [
      { ...source, outcome: '500', rate: 2 },
      { ...destination, outcome: '500', rate: 2 },
    ],
    told: { code: 'application-errors' },
  },
  {
    what: 'the application answers UNAVAILABLE with HTTP 200',
    objects: pair,
    calls: [
      { ...source, protocol: 'grpc', outcome: '200 - 14', rate: 2 },
      { ...destination, protocol: 'grpc', outcome: '200 - 14', rate: 2 },
    ],
    told: { code: 'application-errors' },
  },
  {
    what: 'the application says 403 where no policy is',
    objects: pair,
    calls: [
      { ...source, outcome: '403', rate: 9 },
      { ...destination, outcome: '403', rate: 9 },
    ],
    told: { code: 'application-refuses' },
  },
  {
    what: 'the application says 401 where nobody checks tokens',
    objects: pair,
    calls: [
      { ...source, outcome: '401', rate: 9 },
      { ...destination, outcome: '401', rate: 9 },
    ],
    told: { code: 'application-refuses' },
  },
  {
    what: 'the caller hangs up: 0 DC on both sides',
    objects: pair,
    calls: [
      { ...source, outcome: '0 DC', rate: 3 },
      { ...destination, outcome: '0 DC', rate: 3 },
    ],
    told: { code: 'caller-gave-up' },
  },
  {
    what: 'a callee without a proxy answers 500, so only the caller’s proxy tells',
    objects: pair,
    calls: [{ ...source, outcome: '500', rate: 3 }],
    told: { code: 'application-errors' },
  },
];
