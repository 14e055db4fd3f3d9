import { service, workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { DiagnosisCase } from '../testing/diagnosis-case.ts';

const source = { reporter: 'source', from: 'foo/sleep', to: 'bar/httpbin', service: 'bar/httpbin' } as const;
const destination = { ...source, reporter: 'destination' } as const;

/** `foo/sleep` calls `bar/httpbin`; `change` makes something else of the callee's pod. */
const pair = (change: (pod: KubeObject) => KubeObject = (pod) => pod): KubeObject[] => [
  ...workload('foo', 'sleep'),
  ...workload('bar', 'httpbin').map((object) => (object.kind === 'Pod' ? change(object) : object)),
  service('bar', 'httpbin'),
];

const onNode = (pod: KubeObject): KubeObject => ({
  ...pod,
  spec: { ...Object(pod.spec), nodeName: 'node-7' },
});
const node = (ready: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-7' },
  status: { conditions: [{ type: 'Ready', status: ready }] },
});
const killed = (pod: KubeObject): KubeObject => ({
  ...pod,
  status: {
    ...Object(pod.status),
    containerStatuses: [
      {
        name: 'app',
        restartCount: 3,
        state: { running: {} },
        lastState: { terminated: { reason: 'OOMKilled' } },
      },
    ],
  },
});
const config = (trustDomain: string): KubeObject & { readonly data: Record<string, string> } => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: `trustDomain: ${trustDomain}\n` },
});

/** What no configuration of the mesh can cause: each must be told, or left open, without an accusation of any. */
export const platform: readonly DiagnosisCase[] = [
  {
    what: 'the application is killed for its memory, and its connections with it',
    objects: pair(killed),
    calls: [
      { ...source, outcome: '503 UC', rate: 1 },
      { ...source, outcome: '200', rate: 9 },
      { ...destination, outcome: '200', rate: 9 },
    ],
    told: { code: 'callee-restarts', object: 'Deployment bar/httpbin' },
  },
  {
    what: 'the callee’s proxy is out of memory and sheds load',
    objects: pair(),
    calls: [
      { ...source, outcome: '503', rate: 3 },
      { ...destination, outcome: '503 OM', rate: 3 },
    ],
    told: { code: 'proxy-overloaded', madeBy: 'callee-proxy' },
  },
  {
    what: 'the node of the callee is down, and its pods are not yet out of the endpoints',
    report: 'https://github.com/istio/istio/issues/28865',
    objects: [...pair(onNode), node('Unknown')],
    calls: [{ ...source, outcome: '503 URX,UF', rate: 2 }],
    told: { code: 'node-down', object: 'Node null/node-7' },
  },
  {
    what: 'the node is well, and the callee is not reached: nobody can tell',
    objects: [...pair(onNode), node('True')],
    calls: [{ ...source, outcome: '503 URX,UF', rate: 2 }],
    told: { code: null },
  },
  {
    what: 'two clusters of different roots: CERTIFICATE_VERIFY_FAILED between them',
    report: 'https://github.com/istio/istio/issues/32501',
    objects: [...pair(), config('east.example')],
    others: { west: [...workload('bar', 'httpbin'), service('bar', 'httpbin'), config('west.example')] },
    calls: [{ ...source, cluster: 'west', outcome: '503 URX,UF', rate: 2 }],
    told: { code: 'trust-differs', madeBy: 'wire' },
  },
  {
    what: 'another cluster is not reached, and the trust domain is one: nobody can tell',
    objects: pair(),
    others: { west: [...workload('bar', 'httpbin'), service('bar', 'httpbin')] },
    calls: [{ ...source, cluster: 'west', outcome: '503 URX,UF', rate: 2 }],
    told: { code: null },
  },
  {
    what: 'routes change and requests under way are dropped: no object was changed that could be blamed',
    objects: pair(),
    calls: [
      { ...source, outcome: '503 LR', rate: 1 },
      { ...source, outcome: '200', rate: 9 },
      { ...destination, outcome: '200', rate: 9 },
    ],
    told: { code: null },
  },
  {
    what: 'a stream lives longer than it may (UMSDR), by whom is not written',
    objects: pair(),
    calls: [{ ...source, protocol: 'grpc', outcome: '200 UMSDR 4', rate: 2 }],
    told: { code: 'stream-limit', object: null },
  },
  {
    what: 'a header is refused (IH), which stock Istio never does, and no EnvoyFilter is in sight',
    objects: pair(),
    calls: [{ ...source, outcome: '400 IH', rate: 2 }],
    told: { code: null },
  },
  {
    what: 'the rate limit service is down and its filter fails closed',
    objects: pair(),
    calls: [
      { ...source, outcome: '500', rate: 2 },
      { ...destination, outcome: '500 RLSE', rate: 2 },
    ],
    told: { code: 'rate-limit-service-down', madeBy: 'callee-proxy' },
  },
];
