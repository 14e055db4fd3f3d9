import { expect, test } from 'vitest';
import { injectedRevision, injectProxy } from './inject.ts';
import { type Namespace, namespace, type Pod, pod, podTemplate, replicaSet } from './model.ts';
import { reconcilePod, wantsReady } from './pod.ts';
import { reconcileReplicaSet } from './replica-set.ts';

const spaceWith = (labels: Record<string, string>): Namespace =>
  namespace.parse({ metadata: { name: 'shop', labels } });
const templateWith = (labels: Record<string, string>, more = {}) =>
  podTemplate.parse({ metadata: { labels }, spec: { containers: [{ name: 'app' }], ...more } });

test.each([
  [{ 'istio-injection': 'enabled' }, {}, 'default'],
  [{ 'istio-injection': 'enabled' }, { 'sidecar.istio.io/inject': 'false' }, null],
  [{ 'istio-injection': 'disabled' }, { 'sidecar.istio.io/inject': 'true' }, null],
  [{ 'istio.io/rev': 'canary' }, {}, 'canary'],
  [{ 'istio-injection': 'enabled', 'istio.io/rev': 'canary' }, {}, 'default'],
  [{}, { 'sidecar.istio.io/inject': 'true' }, 'default'],
  [{}, {}, null],
])('namespace %j and pod %j: injected by %s', (of, labels, expected) => {
  expect(injectedRevision(templateWith(labels), spaceWith(of))).toBe(expected);
});

test('hostNetwork is never injected', () => {
  expect(
    injectedRevision(templateWith({}, { hostNetwork: true }), spaceWith({ 'istio-injection': 'enabled' })),
  ).toBeNull();
});

test('a sidecar comes beside the program, a gateway’s own container is filled in', () => {
  const space = spaceWith({ 'istio-injection': 'enabled' });
  const plain = injectProxy(templateWith({ app: 'cart', version: 'v1' }), space);
  expect(plain.spec.containers.map((c) => c.name)).toEqual(['app', 'istio-proxy']);
  expect(plain.metadata.labels).toMatchObject({
    'service.istio.io/canonical-name': 'cart',
    'service.istio.io/canonical-revision': 'v1',
    'security.istio.io/tlsMode': 'istio',
  });
  const gateway = injectProxy(
    podTemplate.parse({
      metadata: { labels: {}, annotations: { 'inject.istio.io/templates': 'gateway' } },
      spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
    }),
    space,
  );
  expect(gateway.spec.containers).toHaveLength(1);
  expect(gateway.spec.containers[0]).toMatchObject({ name: 'istio-proxy' });
  expect(gateway.spec.containers[0]?.image).toMatch(/proxyv2/);
});

const set = (replicas: number) =>
  replicaSet.parse({
    metadata: { name: 'cart-abc', namespace: 'shop', uid: 'rs' },
    spec: { replicas, selector: {}, template: templateWith({ app: 'cart' }) },
  });
const nodes = ['n1', 'n2', 'n3'];
const context = () => {
  let next = 0;
  return { namespace: undefined, nodes, podNames: new Set<string>(), nextOrdinal: () => next++ };
};
const podNamed = (name: string, more: object = {}): Pod =>
  pod.parse({
    metadata: { name, namespace: 'shop', uid: name, creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: { nodeName: 'n1', containers: [{ name: 'app' }] },
    ...more,
  });
const ready = { status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] } };

test('missing pods are made with names of their own, spread over the nodes', () => {
  const writes = reconcileReplicaSet(set(3), [], context());
  const made = writes.flatMap((w) => (w.verb === 'create' ? [w.object] : []));
  expect(new Set(made.map((o) => o.metadata.name)).size).toBe(3);
  for (const o of made) expect(o.metadata.name).toMatch(/^cart-abc-[a-z0-9]{5}$/);
  const places = made.map((o) => podTemplate.shape.spec.parse(o.spec).nodeName);
  expect(new Set(places).size).toBe(3);
});

test('surplus pods go, those that are not ready first', () => {
  const writes = reconcileReplicaSet(set(1), [podNamed('a', ready), podNamed('b')], context());
  expect(writes).toMatchObject([{ verb: 'delete', target: { metadata: { name: 'b' } } }]);
});

test('a share of ready pods, by order of name', () => {
  const annotated = (value: string) => (name: string) =>
    wantsReady(podNamed(name, { metadata: { name, annotations: { 'demo.weft.dev/ready': value } } }), [
      'a',
      'b',
      'c',
    ]);
  expect(['a', 'b', 'c'].map(annotated('1/3'))).toEqual([true, false, false]);
  expect(['a', 'b', 'c'].map(annotated('false'))).toEqual([false, false, false]);
  expect(['a', 'b', 'c'].map(annotated('true'))).toEqual([true, true, true]);
});

test('a pod runs: address, conditions, then nothing more; a deleted one ends', () => {
  const kubelet = {
    siblings: ['a'],
    nodes,
    hostIp: '10.10.0.11',
    allocateIp: () => '10.128.0.7',
    now: '2026-11-21T10:00:00Z',
  };
  const [write] = reconcilePod(podNamed('a'), kubelet);
  expect(write).toMatchObject({
    subresource: 'status',
    patch: { status: { phase: 'Running', podIP: '10.128.0.7', hostIP: '10.10.0.11' } },
  });
  expect(reconcilePod(podNamed('a', ready), kubelet)).toEqual([]);
  const leaving = podNamed('a', { metadata: { name: 'a', deletionTimestamp: '2026-11-21T10:00:00Z' } });
  expect(reconcilePod(leaving, kubelet)).toMatchObject([{ verb: 'delete' }]);
  const homeless = podNamed('a', { spec: { containers: [] } });
  expect(reconcilePod(homeless, kubelet)).toMatchObject([{ verb: 'bind', node: 'n1' }]);
});
