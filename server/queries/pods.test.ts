import { expect, test } from 'vitest';
import { podsResponse } from '#lib/api/pods-contract.ts';
import { nodeId } from '#lib/core/ids.ts';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { trim } from '#lib/k8s/trim.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { readPods } from './pods.ts';
import { contextOf, live } from './testing/context.ts';

const planted = 'planted-secret-value';
const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'cart-7f', uid: 'u', controller: true };
const env = [{ name: 'TOKEN', value: planted }];

const pod = (name: string, ready: boolean, restarts: number, lastState: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'shop',
    labels: { app: 'cart', 'pod-template-hash': '7f' },
    annotations: { 'sidecar.istio.io/status': '{"initContainers":["istio-init"],"revision":"canary"}' },
    creationTimestamp: '2026-03-01T10:00:00Z',
    ownerReferences: [owner],
  },
  spec: {
    nodeName: 'worker-1',
    containers: [
      { name: 'app', image: 'shop/cart:7', env },
      {
        name: 'istio-proxy',
        image: 'docker.io/istio/proxyv2:1.30.5-distroless',
        args: ['proxy', 'sidecar'],
        env,
      },
    ],
    initContainers: [{ name: 'istio-init', image: 'docker.io/istio/proxyv2:1.30.5', env }],
  },
  status: {
    phase: 'Running',
    podIP: '10.0.0.1',
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', reason: 'ContainersNotReady' }],
    containerStatuses: [
      { name: 'app', ready, restartCount: restarts, state: { running: {} }, lastState },
      { name: 'istio-proxy', ready: true, restartCount: 0, state: { running: {} }, lastState: {} },
    ],
  },
});
const event = (name: string, of: string, at: string) => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'shop' },
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  count: 7,
  lastTimestamp: at,
  involvedObject: { kind: 'Pod', namespace: 'shop', name: of },
});

const killed = { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: '2026-03-01T11:00:00Z' } };
const objects = [
  trim('Pod', pod('cart-7f-a', true, 0)),
  trim('Pod', pod('cart-7f-b', false, 3, killed)),
  trim('Event', event('e1', 'cart-7f-b', '2026-03-01T11:00:05Z')),
  trim('Event', event('e2', 'cart-7f-b', '2026-03-01T11:05:05Z')),
];
const { cluster } = snapshotOfObjects(testCluster, objects, '');
const snapshot = { version: 1, clusters: new Map([[testCluster, cluster]]) };
const node = nodeId.parse('wl/Kubernetes/shop/cart');
const ask = (id = node, namespaces?: readonly string[]) =>
  readPods(contextOf({ snapshot, samples: [], ...(namespaces === undefined ? {} : { namespaces }) }).ctx, {
    ...{ id, ...live, namespaces: [], services: false, graph: 'mesh' },
    ...{ idle: false, operations: false, waypoints: false },
    ...{ http: 'requests', grpc: 'requests', tcp: 'sent', ambient: 'total' },
  });

test('pods behind a workload, the troubled one first, with restarts, last end, proxy and events', async () => {
  const found = await ask();
  expect(podsResponse.parse(found)).toEqual(found);
  expect(found.pods.map(({ object }) => object.name)).toEqual(['cart-7f-b', 'cart-7f-a']);
  const [troubled] = found.pods;
  expect(troubled).toMatchObject({
    ready: false,
    phase: 'Running',
    node: 'worker-1',
    address: '10.0.0.1',
    created: Date.UTC(2026, 2, 1, 10) / 1000,
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
    proxy: { kind: 'sidecar', version: '1.30.5-distroless', revision: 'canary' },
  });
  expect(troubled?.containers).toMatchObject([
    {
      name: 'app',
      part: 'application',
      restarts: 3,
      state: { is: 'running' },
      last: { is: 'terminated', reason: 'OOMKilled', exitCode: 137, ended: Date.UTC(2026, 2, 1, 11) / 1000 },
    },
    { name: 'istio-proxy', part: 'proxy', restarts: 0, last: null },
    { name: 'istio-init', part: 'init', ready: null, restarts: null },
  ]);
  expect(troubled?.events.map(({ at, count }) => [at, count])).toEqual([
    [Date.UTC(2026, 2, 1, 11, 5, 5) / 1000, 7],
    [Date.UTC(2026, 2, 1, 11, 0, 5) / 1000, 7],
  ]);
});

test('no environment is shown', async () => {
  expect(JSON.stringify(objects.map((each) => each.metadata.name))).toContain('cart-7f-a');
  expect(JSON.stringify(await ask())).not.toContain(planted);
});

test('a node that the viewer may not see, or that nobody knows, is not found', async () => {
  await expect(ask(node, ['bank'])).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask(nodeId.parse('wl/Kubernetes/shop/none'))).rejects.toMatchObject({ code: 'not-found' });
});
