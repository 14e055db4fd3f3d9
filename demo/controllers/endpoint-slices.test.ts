import { expect, test } from 'vitest';
import { reconcileEndpointSlices, type SliceContext } from './endpoint-slices.ts';
import { type EndpointSlice, endpointSlice, type Pod, pod, type Service, service } from './model.ts';

const v1: SliceContext = { apiVersion: 'discovery.k8s.io/v1', zoneOf: () => 'zone-a' };

const cart = (spec: object = {}): Service =>
  service.parse({
    metadata: { name: 'cart', namespace: 'shop', uid: 's1' },
    spec: { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }], ...spec },
  });

const podWith = (name: string, { port = 8080, ready = true, app = 'cart' } = {}): Pod =>
  pod.parse({
    metadata: { name, namespace: 'shop', uid: name, labels: { app } },
    spec: { nodeName: 'n1', containers: [{ name: 'app', ports: [{ name: 'web', containerPort: port }] }] },
    status: {
      podIP: `10.0.0.${name.length}`,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  });

const created = (writes: ReturnType<typeof reconcileEndpointSlices>): EndpointSlice[] =>
  writes.flatMap((w) => (w.verb === 'create' ? [endpointSlice.parse(w.object)] : []));

test('ready and unready pods of the selector, the named port resolved', () => {
  const pods = [podWith('a'), podWith('bb', { ready: false }), podWith('ccc', { app: 'other' })];
  const [slice, ...rest] = created(reconcileEndpointSlices(cart(), pods, [], v1));
  expect(rest).toEqual([]);
  expect(slice?.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }]);
  expect(slice?.endpoints).toMatchObject([
    { addresses: ['10.0.0.1'], conditions: { ready: true }, nodeName: 'n1', zone: 'zone-a' },
    { addresses: ['10.0.0.2'], conditions: { ready: false } },
  ]);
  expect(slice?.metadata.labels).toMatchObject({ 'kubernetes.io/service-name': 'cart' });
});

test('v1beta1 says node and zone in its topology', () => {
  const context = { ...v1, apiVersion: 'discovery.k8s.io/v1beta1' };
  const [slice] = created(reconcileEndpointSlices(cart(), [podWith('a')], [], context));
  expect(slice?.endpoints?.[0]).toEqual({
    addresses: ['10.0.0.1'],
    conditions: { ready: true },
    targetRef: { kind: 'Pod', name: 'a', namespace: 'shop', uid: 'a' },
    topology: { 'kubernetes.io/hostname': 'n1', 'topology.kubernetes.io/zone': 'zone-a' },
  });
});

test('pods that serve the port elsewhere get a slice of their own, a hundred pods fill one', () => {
  const split = created(
    reconcileEndpointSlices(cart(), [podWith('a'), podWith('bb', { port: 9090 })], [], v1),
  );
  expect(split.map((slice) => slice.ports)).toHaveLength(2);
  const many = Array.from({ length: 101 }, (_, i) => podWith(`p${i}`));
  const pages = created(reconcileEndpointSlices(cart(), many, [], v1));
  expect(pages.map((slice) => slice.endpoints?.length)).toEqual([100, 1]);
});

test('nothing is written when nothing changed; without selector nothing is touched', () => {
  const slices = created(reconcileEndpointSlices(cart(), [podWith('a')], [], v1));
  expect(reconcileEndpointSlices(cart(), [podWith('a')], slices, v1)).toEqual([]);
  expect(reconcileEndpointSlices(cart({ selector: undefined }), [podWith('a')], slices, v1)).toEqual([]);
});

test('the last pod gone leaves one empty slice', () => {
  const slices = created(reconcileEndpointSlices(cart(), [podWith('a')], [], v1));
  const writes = reconcileEndpointSlices(cart(), [], slices, v1);
  expect(writes).toMatchObject([{ verb: 'patch', patch: { endpoints: [], ports: [] } }]);
});
