import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidents } from '#demo/incidents/all.ts';
import { meshNamed } from '#demo/meshes/all.ts';
import { clusterId } from '#lib/core/ids.ts';
import { walk } from '#lib/diagnosis/walk.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { objectsOfIncidents } from './objects-of-incidents.ts';
import { watchIncidents } from './watch-incidents.ts';

const shop = meshNamed('shop', { services: null, seed: 3 });
const stories = [incidents['pool-overflow'], incidents['jwt-expired'], incidents['wrong-target-port']];
const { graph } = watchIncidents(shop, stories);
const objects = objectsOfIncidents(shop, stories, new Date(0).toISOString()).after;

/** Takes away, or makes something else of, a value somewhere in an object. */
function maimed(value: unknown, path: readonly number[], by: unknown): unknown {
  const [turn, ...rest] = path;
  if (typeof value !== 'object' || value === null || turn === undefined) return by;
  const keys = Object.keys(value);
  const key = keys[turn % Math.max(keys.length, 1)];
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  return Object.assign(copy, { [key]: maimed(Reflect.get(value, key), rest, by) });
}

test('objects of any shape break no diagnosis', () => {
  const wound = fc.record({
    at: fc.nat(objects.length - 1),
    path: fc.array(fc.nat(6), { minLength: 1, maxLength: 6 }),
    by: fc.constantFrom(undefined, null, 7, 'x', [], {}),
  });
  fc.assert(
    fc.property(fc.array(wound, { minLength: 1, maxLength: 40 }), (wounds) => {
      const hurt = objects.map((object, i): KubeObject => {
        const own = wounds.filter(({ at }) => at === i);
        const spec = own.reduce<unknown>(
          (all, { path, by }) => maimed(all, path, by),
          Reflect.get(object, 'spec'),
        );
        return own.length === 0 ? object : Object.assign({ ...object }, { spec });
      });
      const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), hurt);
      const snapshot = { version: 1, clusters: new Map([[cluster.id, cluster]]) };
      expect(walk({ graph, snapshot }).length).toBeGreaterThan(0);
    }),
    { numRuns: 120 },
  );
});
