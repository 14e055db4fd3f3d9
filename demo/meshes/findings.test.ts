import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { meshNamed } from './all.ts';
import { objectsInCluster } from './testing/objects-in-cluster.ts';

test('a large generated mesh has no finding above Info', () => {
  const objects = objectsInCluster(meshNamed('generated', { services: 300, seed: 3 }));
  const { cluster } = snapshotOfObjects(clusterId.parse('demo'), objects);
  const found = validateMesh({ version: 1, clusters: new Map([[cluster.id, cluster]]) });
  expect(found.filter(({ level }) => level !== 'info')).toEqual([]);
});
