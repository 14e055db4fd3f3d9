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

/** Every object of every example: together they have every field that a rule looks at. */
const rules = path.join(import.meta.dirname, 'rules');
const seeds = globSync('**/*.yaml', { cwd: rules }).flatMap((file) =>
  parseAllDocuments(readFileSync(path.join(rules, file), 'utf8')).flatMap(
    (document) => (document.toJS() as KubeObject | null) ?? [],
  ),
);

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  fc.constant('__proto__'),
  fc.constant('*'),
  fc.constant(''),
  fc.constant(Number.NaN),
  fc.jsonValue({ maxDepth: 2 }),
);

/** An object with one of its fields below spec, status or metadata.labels put out of shape. */
function spoiled(object: KubeObject, at: number, by: unknown): KubeObject {
  const copy = structuredClone(object);
  const places: [holder: Record<string, unknown>, key: string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key]);
      walk(part);
    }
  };
  const { apiVersion: _, kind: __, metadata, ...rest } = copy as KubeObject & Record<string, unknown>;
  for (const part of Object.keys(rest)) places.push([copy as unknown as Record<string, unknown>, part]);
  walk(rest);
  walk({ labels: metadata.labels, annotations: metadata.annotations });
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
  if (holder !== undefined && key !== undefined) holder[key] = by;
  return copy;
}

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
