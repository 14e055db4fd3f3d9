import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { changesBetween } from './changes-between.ts';

const now = epochSeconds.parse(1_772_442_900);
const managed = [{ manager: 'kubectl-edit', operation: 'Update', time: '2026-03-02T09:10:00Z' }];

interface Extra {
  readonly [key: string]: unknown;
  readonly metadata?: object;
}

const object = (apiVersion: string, kind: string, { metadata, ...rest }: Extra = {}): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'shop', uid: 'u1', resourceVersion: '1', ...metadata },
  ...rest,
});
const rule = (spec: object, metadata: object = {}) =>
  object('networking.istio.io/v1', 'VirtualService', { spec, metadata });
const deployment = (spec: object) =>
  object('apps/v1', 'Deployment', { spec, metadata: { managedFields: managed } });
const pod = (name: string, image: string, restartCount = 0) =>
  object('v1', 'Pod', {
    metadata: {
      name,
      uid: name,
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'cart-abc', uid: 'r', controller: true },
      ],
    },
    spec: { containers: [{ name: 'app' }, { name: 'istio-proxy', image }] },
    status: {
      containerStatuses: [
        { name: 'app', restartCount, lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } },
      ],
    },
  });
const warning = (count: number) =>
  object('v1', 'Event', {
    metadata: { name: `e`, uid: 'e', resourceVersion: String(count) },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed',
    count,
    lastTimestamp: '2026-03-02T09:11:00Z',
    involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'cart-1' },
  });

const meshOf = (...objects: KubeObject[]): MeshSnapshot => {
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), objects);
  return { version: 1, clusters: new Map([[cluster.id, cluster]]) };
};
const between = (before: KubeObject[], after: KubeObject[]) =>
  changesBetween(meshOf(...before), meshOf(...after), now);

test('an edit tells who, when and which fields', () => {
  const edited = rule({ http: [{ timeout: '1s' }] }, { resourceVersion: '2', managedFields: managed });
  expect(between([rule({ http: [{ timeout: '5s' }] })], [edited])).toMatchObject([
    {
      what: 'edited',
      at: 1_772_442_600,
      by: 'kubectl-edit',
      object: { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'cart' },
      fields: [{ path: 'spec.http[0].timeout', before: '5s', after: '1s' }],
    },
  ]);
});

test('status and bookkeeping alone are no change', () => {
  const noted = rule({}, { resourceVersion: '2', generation: 4 });
  expect(between([rule({})], [{ ...noted, status: { conditions: [] } }])).toEqual([]);
});

test('what comes and goes is told as such', () => {
  expect(between([], [rule({})]).map(({ what }) => what)).toEqual(['created']);
  expect(between([rule({})], []).map(({ what }) => what)).toEqual(['deleted']);
});

test('a template is rolled out, replicas are scaled', () => {
  const image = (tag: string) => ({ template: { spec: { containers: [{ name: 'app', image: tag }] } } });
  const rolled = between([deployment(image('cart:1'))], [deployment(image('cart:2'))]);
  expect(rolled).toMatchObject([
    {
      what: 'rollout',
      fields: [{ path: 'spec.template.spec.containers[0].image', before: 'cart:1', after: 'cart:2' }],
    },
  ]);
  const scaled = between([deployment({ replicas: 3 })], [deployment({ replicas: 0 })]);
  expect(scaled).toMatchObject([{ what: 'scaled', fields: [{ before: '3', after: '0' }] }]);
});

test('a restart of a container is told of its workload, with what ended it', () => {
  expect(between([pod('cart-1', 'proxy:1')], [pod('cart-1', 'proxy:1', 1)])).toMatchObject([
    {
      what: 'restarted',
      object: { kind: 'Deployment', name: 'cart' },
      note: 'container app of pod cart-1 (OOMKilled, exit code 137)',
    },
  ]);
});

test('another proxy version is told once for a workload', () => {
  const upgraded = [pod('cart-1', 'proxy:1'), pod('cart-2', 'proxy:2'), pod('cart-3', 'proxy:2')];
  expect(between([pod('cart-1', 'proxy:1')], upgraded)).toMatchObject([
    { what: 'proxy', fields: [{ before: 'proxy:1', after: 'proxy:2' }] },
  ]);
  expect(between([pod('cart-1', 'proxy:1')], [pod('cart-1', 'proxy:1'), pod('cart-2', 'proxy:1')])).toEqual(
    [],
  );
});

test('a warning about a pod is told of its workload', () => {
  const [one] = between([pod('cart-1', 'p')], [pod('cart-1', 'p'), warning(1)]);
  expect(one).toMatchObject({
    what: 'event',
    at: 1_772_442_660,
    object: { kind: 'Deployment', name: 'cart' },
  });
  expect(one?.note).toBe('Unhealthy: pod cart-1: Readiness probe failed');
});

test('a kind that is listed for the first time brings no changes', () => {
  const before = meshOf();
  for (const cluster of before.clusters.values()) {
    const loading = { version: 0, clusters: new Map([[cluster.id, { ...cluster, states: new Map() }]]) };
    expect(changesBetween(loading, meshOf(rule({}), deployment({})), now)).toEqual([]);
  }
});

test('an object that cannot be listed any more is not told as deleted', () => {
  const before = meshOf(rule({}));
  const forbidden = [...meshOf().clusters.values()].map(
    (cluster) =>
      [
        cluster.id,
        {
          ...cluster,
          states: new Map([['VirtualService' as const, { phase: 'forbidden' as const, reason: '' }]]),
        },
      ] as const,
  );
  expect(changesBetween(before, { version: 2, clusters: new Map(forbidden) }, now)).toEqual([]);
});
