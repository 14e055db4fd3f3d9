import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { emptySnapshot, type MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { createLogger } from '#server/log.ts';
import { recordChanges } from './recorder.ts';

const rule = (timeout: string, resourceVersion: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    uid: 'u1',
    resourceVersion,
    creationTimestamp: '2026-03-01T09:00:00Z',
  },
  spec: { http: [{ timeout }] },
});
const meshOf = (...objects: KubeObject[]): MeshSnapshot => {
  const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), objects);
  return { version: 1, clusters: new Map([[cluster.id, cluster]]) };
};

/** A recorder whose watch is moved by hand: `show` resolves when what came of a snapshot was handed on. */
function recorderOf() {
  let snapshot: MeshSnapshot = emptySnapshot;
  let tell = (_: MeshSnapshot): void => undefined;
  const kept: ChangeRecord[] = [];
  const kube = {
    snapshot: () => snapshot,
    subscribe: (listener: (snapshot: MeshSnapshot) => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  const store = { append: async (changes: readonly ChangeRecord[]) => void kept.push(...changes) };
  const clock = { now: () => 1_772_442_000_000, after: () => Promise.resolve() };
  recordChanges({ kube, store, clock, log: createLogger('silent') }, new AbortController().signal);
  return {
    kept,
    show: async (next: MeshSnapshot) => {
      snapshot = next;
      tell(next);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('what was there at the start is found, what happens then is watched', async () => {
  const { kept, show } = recorderOf();
  await show(meshOf(rule('5s', '1')));
  expect(kept.map(({ what, seen }) => [what, seen])).toEqual([['created', 'found']]);
  await show(meshOf(rule('1s', '2')));
  expect(kept.slice(1)).toMatchObject([
    { what: 'edited', seen: 'watched', fields: [{ before: '5s', after: '1s' }] },
  ]);
  await show(meshOf());
  expect(kept.slice(2)).toMatchObject([{ what: 'deleted' }]);
});

test('an edit that is taken back between two looks is none', async () => {
  const { kept, show } = recorderOf();
  await show(meshOf(rule('5s', '1')));
  await Promise.all([show(meshOf(rule('1s', '2'))), show(meshOf(rule('5s', '3')))]);
  expect(kept).toHaveLength(1);
});
