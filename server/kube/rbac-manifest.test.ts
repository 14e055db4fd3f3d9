import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { kinds } from '#lib/k8s/kinds.ts';

const role = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  rules: z
    .array(
      z.object({
        apiGroups: z.array(z.string()),
        resources: z.array(z.string()),
        verbs: z.array(z.string()),
      }),
    )
    .default([]),
});
const file = path.resolve(import.meta.dirname, '../../deploy/rbac.yaml');
const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) =>
  role.parse(document.toJS()),
);

/** `resource.group` of all that the role may list and watch. */
function read(name: string): readonly string[] {
  const rules =
    documents.find((document) => document.metadata.name === name && document.rules.length > 0)?.rules ?? [];
  return rules
    .filter(({ verbs }) => verbs.includes('list'))
    .flatMap(({ apiGroups, resources }) =>
      apiGroups.flatMap((group) => resources.map((r) => `${r}.${group}`)),
    )
    .sort();
}

test('the manifest lets Weft read exactly what it reads', () => {
  const wanted = Object.values(kinds).map(({ plural, group }) => `${plural}.${group}`);
  const clusterWide = wanted.filter((name) => name !== 'configmaps.').sort();
  expect(read('weft-read')).toEqual(clusterWide);
  expect(read('weft-mesh-config')).toEqual(['configmaps.']);
});

test('Weft’s own role writes nothing but reviews', () => {
  const rules =
    documents.find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'weft-read')?.rules ??
    [];
  const writes = rules.filter(({ verbs }) => verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)));
  expect(writes).toEqual([
    { apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] },
  ]);
});

test('who may edit may write what Weft edits, of kinds that it reads, and nothing else', () => {
  const rules = documents.find(({ metadata }) => metadata.name === 'weft-edit-traffic')?.rules ?? [];
  const known = new Set(read('weft-read'));
  const named = rules.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap((group) => resources.map((resource) => `${resource}.${group}`)),
  );
  expect(named).toContain('virtualservices.networking.istio.io');
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  for (const { verbs } of rules)
    expect(verbs).toEqual(expect.arrayContaining(['get', 'create', 'patch', 'delete']));
});
