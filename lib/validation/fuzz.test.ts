import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { findingText } from './codes.ts';
import { allRules } from './rules/all.ts';
import { validateMesh } from './run.ts';
import { junk, spoiled } from './testing/spoiled.ts';

/** Every object of every example: together they have every field that a rule looks at. */
const rules = path.join(import.meta.dirname, 'rules');
const seeds = globSync('**/*.yaml', { cwd: rules }).flatMap((file) =>
  parseAllDocuments(readFileSync(path.join(rules, file), 'utf8')).flatMap(
    (document) => (document.toJS() as KubeObject | null) ?? [],
  ),
);

test('whatever shape one object is in, every finding has a text', () => {
  const healthy = seeds.filter(({ kind }) => kind === 'Service' || kind === 'VirtualService').slice(0, 6);
  fc.assert(
    fc.property(fc.nat(seeds.length - 1), fc.nat(200), junk, (seed, at, by) => {
      const object = seeds[seed];
      if (object === undefined) return;
      const { cluster } = snapshotOfObjects(clusterId.parse('fuzz'), [...healthy, spoiled(object, at, by)]);
      const findings = validateMesh({ version: 1, clusters: new Map([[cluster.id, cluster]]) }, allRules);
      for (const finding of findings) expect(typeof findingText(finding)).toBe('string');
    }),
    { numRuns: 1500 },
  );
});

test('no rule throws at an object that is out of shape', () => {
  fc.assert(
    fc.property(fc.nat(seeds.length - 1), fc.nat(200), junk, (seed, at, by) => {
      const object = seeds[seed];
      if (object === undefined) return;
      const { cluster } = snapshotOfObjects(clusterId.parse('fuzz'), [spoiled(object, at, by)]);
      const findings = validateMesh({ version: 1, clusters: new Map([[cluster.id, cluster]]) }, allRules);
      expect(findings.filter(({ code }) => code === 'WEFT0900').map(findingText)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});
