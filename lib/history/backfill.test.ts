import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { backfill } from './backfill.ts';

const now = epochSeconds.parse(1_772_500_000);
const clusterOf = (objects: KubeObject[]) =>
  snapshotOfObjects(clusterId.parse('Kubernetes'), objects).cluster;

test('managers and times of an object are what is known of the time before', () => {
  const rule: KubeObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: {
      name: 'cart',
      namespace: 'shop',
      uid: 'u1',
      creationTimestamp: '2026-03-01T09:00:00Z',
      managedFields: [
        { manager: 'helm', operation: 'Update', time: '2026-03-01T09:00:00Z' },
        { manager: 'kubectl-edit', operation: 'Update', time: '2026-03-02T09:10:00Z' },
        { manager: 'istiod', operation: 'Update', subresource: 'status', time: '2026-03-02T09:20:00Z' },
      ],
    },
  };
  expect([...backfill(clusterOf([rule]), 'DestinationRule', now)]).toMatchObject([
    { what: 'created', at: 1_772_355_600, by: 'helm', seen: 'found' },
    { what: 'edited', at: 1_772_442_600, by: 'kubectl-edit', fields: [], seen: 'found' },
  ]);
});

test('revisions of a Deployment say what each rolled out', () => {
  const set = (revision: number, image: string): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `cart-${revision}`,
      namespace: 'shop',
      uid: `rs-${revision}`,
      creationTimestamp: `2026-03-0${revision}T00:00:00Z`,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', uid: 'd' }],
    },
    spec: {
      template: {
        metadata: { labels: { 'pod-template-hash': `h${revision}` } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  });
  expect([...backfill(clusterOf([set(2, 'cart:2'), set(1, 'cart:1')]), 'ReplicaSet', now)]).toMatchObject([
    {
      what: 'rollout',
      object: { kind: 'Deployment', name: 'cart' },
      note: 'revision 2',
      fields: [{ path: 'spec.template.spec.containers[0].image', before: 'cart:1', after: 'cart:2' }],
    },
  ]);
});
