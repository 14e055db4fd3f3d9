import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { trim } from '#lib/k8s/trim.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { backfill } from './backfill.ts';
import { changeText } from './change-text.ts';
import { changesBetween } from './changes-between.ts';

const now = epochSeconds.parse(1_772_442_900);
const since = '2026-03-02T09:10:00Z';

interface State {
  readonly cordoned?: boolean;
  readonly ready?: string;
  readonly heartbeat?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A node as the watch keeps it. */
const node = ({ cordoned, ready = 'True', heartbeat = since, labels = {} }: State = {}): KubeObject =>
  trim('Node', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: 'n1',
      uid: 'u1',
      resourceVersion: JSON.stringify([cordoned, ready, heartbeat]),
      creationTimestamp: '2026-03-01T00:00:00Z',
      labels,
      managedFields: [{ manager: 'kubectl-cordon', operation: 'Update', time: since }],
    },
    spec: { podCIDR: '10.0.0.0/24', ...(cordoned === undefined ? {} : { unschedulable: cordoned }) },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: ready,
          reason: ready === 'True' ? 'KubeletReady' : 'NodeStatusUnknown',
          lastTransitionTime: since,
          lastHeartbeatTime: heartbeat,
        },
      ],
    },
  });
const clusterOf = (...nodes: KubeObject[]) => snapshotOfObjects(clusterId.parse('Kubernetes'), nodes).cluster;
const meshOf = (...nodes: KubeObject[]): MeshSnapshot => {
  const cluster = clusterOf(...nodes);
  return { version: 1, clusters: new Map([[cluster.id, cluster]]) };
};
const told = (before: KubeObject[], after: KubeObject[]) =>
  changesBetween(meshOf(...before), meshOf(...after), now).map(
    (change) => `${change.at === now ? 'now' : change.at} ${changeText(change)}`,
  );

test('a node that becomes ready or not is told, with when and why', () => {
  const at = Date.parse(since) / 1000;
  expect(told([node()], [node({ ready: 'Unknown' })])).toEqual([`${at} became not ready: NodeStatusUnknown`]);
  expect(told([node({ ready: 'False' })], [node()])).toEqual([`${at} became ready`]);
  expect([...backfill(clusterOf(node({ ready: 'False' })), 'Node', now)]).toMatchObject([
    { at, seen: 'found' },
  ]);
  expect([...backfill(clusterOf(node()), 'Node', now)]).toEqual([]);
});

test('cordoned and uncordoned are told with who did it', () => {
  const [change] = changesBetween(meshOf(node()), meshOf(node({ cordoned: true })), now);
  expect(change).toMatchObject({ what: 'node', by: 'kubectl-cordon', note: 'was cordoned' });
  expect(told([node({ cordoned: true })], [node()])).toEqual(['now was uncordoned']);
});

test('nodes come and go; heartbeats, labels and annotations are nobody’s change', () => {
  expect(told([], [node()])).toEqual(['1772323200 was created']);
  expect(told([node()], [])).toEqual(['now was deleted']);
  expect(told([node()], [node({ heartbeat: '2026-03-02T09:15:00Z', labels: { seen: 'yes' } })])).toEqual([]);
});
