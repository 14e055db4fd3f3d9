import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { changesBetween } from './changes-between.ts';

const deployment = (replicas: number, manager: string, name = 'cart'): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: 'shop',
    uid: name,
    resourceVersion: String(replicas),
    managedFields: [{ manager, subresource: 'scale', time: `2026-03-02T09:1${replicas}:00Z` }],
  },
  spec: { replicas },
});
const scaler: KubeObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'cart-hpa', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' } },
};
const meshOf = (...objects: KubeObject[]): MeshSnapshot => {
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), objects);
  return { version: 1, clusters: new Map([[cluster.id, cluster]]) };
};
const by = (manager: string, name = 'cart') =>
  changesBetween(
    meshOf(scaler, deployment(2, manager, name)),
    meshOf(scaler, deployment(5, manager, name)),
    epochSeconds.parse(1_772_442_900),
  ).map((change) => `${change.what} by ${change.by}`);

test('what an autoscaler did is told as its work, what a person did as theirs', () => {
  expect(by('kube-controller-manager')).toEqual(['scaled by HorizontalPodAutoscaler cart-hpa']);
  expect(by('kubectl')).toEqual(['scaled by kubectl']);
  expect(by('kube-controller-manager', 'pay')).toEqual(['scaled by kube-controller-manager']);
});
