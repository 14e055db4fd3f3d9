import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IncidentName, incidents } from '#demo/incidents/all.ts';
import { type MeshName, meshNamed } from '#demo/meshes/all.ts';
import { clusterId } from '#lib/core/ids.ts';
import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import type { ControlPlaneTelemetry } from '#lib/diagnosis/telemetry.ts';
import { walk } from '#lib/diagnosis/walk.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { objectsOfIncidents } from './objects-of-incidents.ts';
import { watchIncidents } from './watch-incidents.ts';

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

/** Everything on the control plane is wrong. */
const worst: ControlPlaneTelemetry = {
  connections: 0,
  rejects: 9,
  rejected: ['lds', 'rds', 'cds', 'ecds', 'other'],
  convergence: 60,
  rootExpiry: -1,
  firstExpiry: -1,
  unsigned: 3,
};

const sets: readonly (readonly [MeshName, readonly IncidentName[]])[] = [
  ['shop', ['pool-overflow', 'jwt-expired', 'wrong-target-port']],
  ['shop', ['rate-limited', 'store-named-http', 'name-gone', 'extension-unfetched', 'rewrite-wrong']],
  ['shop', ['store-plaintext', 'streams-cut', 'backend-renamed', 'injector-gone', 'filter-refused']],
  ['bank', ['mainframe-upgraded', 'mainframe-cut-off', 'ledger-denied']],
  ['ambient', ['waypoint-denied', 'tunnel-barred', 'tunnel-denied']],
  ['ambient', ['waypoint-gone']],
];

test.each(sets)(
  'objects of any shape break no diagnosis: %s, %j',
  (name, stories) => {
    const mesh = meshNamed(name, { services: null, seed: 3 });
    const all = stories.map((story) => incidents[story]);
    const { graph, before, lately } = watchIncidents(mesh, all);
    const objects = objectsOfIncidents(mesh, all, new Date(0).toISOString()).after;
    const wound = fc.record({
      at: fc.nat(objects.length - 1),
      part: fc.constantFrom('spec', 'spec', 'spec', 'status', 'webhooks', 'data', 'metadata'),
      path: fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }),
      by: fc.constantFrom(undefined, null, 7, 'x', [], {}),
    });
    const hurtBy = (
      object: KubeObject,
      { part, path, by }: typeof wound extends fc.Arbitrary<infer W> ? W : never,
    ) => {
      const value = maimed(Reflect.get(object, part), path, by);
      // What has no name is no object.
      const kept = part === 'metadata' ? { ...Object(value), ...nameOf(object) } : value;
      return Object.assign({ ...object }, { [part]: kept });
    };
    fc.assert(
      fc.property(fc.array(wound, { minLength: 1, maxLength: 40 }), (wounds) => {
        const hurt = objects.map((object, i) =>
          wounds.filter(({ at }) => at === i).reduce<KubeObject>(hurtBy, object),
        );
        const { cluster } = snapshotOfObjects(clusterId.parse('Kubernetes'), hurt);
        const snapshot = { version: 1, clusters: new Map([[cluster.id, cluster]]) };
        expect(Array.isArray(walk({ graph, snapshot, past: [before], lately }))).toBe(true);
        expect(controlPlaneProblems(cluster, worst, graph.at).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  },
  30_000,
);

const nameOf = ({ metadata: { name, namespace } }: KubeObject) => ({
  name,
  ...(namespace !== undefined && { namespace }),
});
