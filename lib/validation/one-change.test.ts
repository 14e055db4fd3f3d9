import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { allRules } from './rules/all.ts';
import { createValidator, validateMesh } from './run.ts';

/** The objects of the examples, each mesh for itself: what an example shows is what its rule depends on. */
const rules = path.join(import.meta.dirname, 'rules');
const meshes = globSync('**/*.yaml', { cwd: rules })
  .sort()
  .map((file) =>
    parseAllDocuments(readFileSync(path.join(rules, file), 'utf8')).flatMap(
      (document) => (document.toJS() as KubeObject | null) ?? [],
    ),
  );

const meshOf = (cluster: ClusterSnapshot): MeshSnapshot => ({
  version: 1,
  clusters: new Map([[cluster.id, cluster]]),
});

/** A cluster as watching keeps it: maps of namespaces in which nothing changed stay the same. */
function sharing(before: ClusterSnapshot, objects: readonly KubeObject[]): ClusterSnapshot {
  const { cluster } = snapshotOfObjects(clusterId.parse('test'), objects);
  const same = (a: ReadonlyMap<string, unknown> | undefined, b: ReadonlyMap<string, unknown>) =>
    a !== undefined && a.size === b.size && [...b].every(([key, value]) => a.get(key) === value);
  const kept = new Map(
    [...cluster.objects].map(([kind, spaces]) => {
      const old = before.objects.get(kind);
      const shared = new Map(
        [...spaces].map(([name, named]) => {
          const known = old?.get(name);
          return [name, known !== undefined && same(known, named) ? known : named] as const;
        }),
      );
      return [kind, old !== undefined && same(old, shared) ? old : shared] as const;
    }),
  );
  return { ...cluster, objects: kept };
}

const texts = (findings: ReturnType<typeof validateMesh>) =>
  findings.map((finding) => JSON.stringify(finding)).sort();

test('after any change, and back at any mesh of before, the findings are those that the mesh has from nothing', () => {
  fc.assert(
    fc.property(
      fc.nat(meshes.length - 1),
      fc.nat(meshes.length - 1),
      fc.array(fc.nat(1000), { minLength: 2, maxLength: 8 }),
      (one, other, changes) => {
        const all = [...(meshes[one] ?? []), ...(meshes[other] ?? [])];
        const present = new Set(all);
        const validate = createValidator(allRules);
        let { cluster } = snapshotOfObjects(clusterId.parse('test'), all);
        const before = [{ mesh: meshOf(cluster), found: texts(validate(meshOf(cluster))) }];
        for (const at of changes) {
          // What is there goes, what went comes back.
          const object = all[at % all.length];
          if (object === undefined) return;
          if (!present.delete(object)) present.add(object);
          cluster = sharing(
            cluster,
            all.filter((each) => present.has(each)),
          );
          const { cluster: fresh } = snapshotOfObjects(
            clusterId.parse('test'),
            structuredClone([...all].filter((each) => present.has(each))),
          );
          const found = texts(validate(meshOf(cluster)));
          expect(found).toEqual(texts(validateMesh(meshOf(fresh), allRules)));
          // A draft is checked between two looks at the mesh as it is.
          const earlier = before[at % before.length];
          if (earlier !== undefined) expect(texts(validate(earlier.mesh))).toEqual(earlier.found);
          before.push({ mesh: meshOf(cluster), found });
        }
      },
    ),
    { numRuns: 150 },
  );
});
