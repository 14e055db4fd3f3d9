import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { codes, findingText } from '../codes.ts';
import { createValidator, validateMesh } from '../run.ts';
import { allRules } from './all.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
const found = (file: string) =>
  validateMesh(snapshotOf(`${read('../testing/shop.yaml')}\n---\n${read(file)}`)).map((f) => [
    f.code,
    `${f.object.kind} ${f.object.namespace}/${f.object.name}`,
    f.path,
    findingText(f),
  ]);

test('a VirtualService: hosts and subsets that do not exist, retries that cannot run', () => {
  const of = 'VirtualService shop/product';
  expect(found('virtual-service/virtual-service.yaml')).toEqual([
    ['IST0101', of, 'spec.http[1].route[0].destination.host', 'The host "prodcut" does not exist.'],
    [
      'IST0101',
      of,
      'spec.http[1].mirror.host',
      'The mirror host "recorder.tools.svc.cluster.local" does not exist.',
    ],
    [
      'IST0101',
      of,
      'spec.http[0].route[1].destination.subset',
      'The host+subset in destinationrule "product+v2" does not exist.',
    ],
    [
      'WEFT0001',
      of,
      'spec.http[0].retries',
      '4 tries of 2s need 8s, and the timeout is 5s: at most 2 of them can run to their end.',
    ],
  ]);
});

test('a DestinationRule: a host that nobody has, a subset that selects no pod', () => {
  expect(found('destination-rule/destination-rule.yaml')).toEqual([
    [
      'IST0174',
      'DestinationRule shop/typo',
      'spec.host',
      'Host "prodcut" is no Service and no ServiceEntry; the rule applies to nothing.',
    ],
    [
      'IST0173',
      'DestinationRule shop/product',
      'spec.subsets[1]',
      'Subset "v2" of host product selects no pod with labels version=v2, track=canary.',
    ],
  ]);
});

test('every rule has a code of the catalogue, a name of its own and says what it reads', () => {
  expect(new Set(allRules.map((r) => r.name)).size).toBe(allRules.length);
  for (const rule of allRules) {
    expect(Object.keys(codes)).toContain(rule.code);
    expect(rule.reads.length).toBeGreaterThan(0);
  }
  expect(new Set(allRules.map((r) => r.code))).toEqual(new Set(Object.keys(codes)));
});

test('a rule runs again only when a kind that it reads has changed', () => {
  let runs = 0;
  const counted = allRules.map((rule) => ({
    ...rule,
    check: (...args: Parameters<typeof rule.check>) => {
      runs++;
      return rule.check(...args);
    },
  }));
  const validate = createValidator(counted);
  const mesh = snapshotOf(read('../testing/shop.yaml'));
  validate(mesh);
  expect(runs).toBe(allRules.length);
  const [id, cluster] = [...mesh.clusters][0] ?? [];
  if (id === undefined || cluster === undefined) throw new Error('no cluster');
  const changed = {
    ...cluster,
    objects: new Map(cluster.objects).set('Pod', new Map(cluster.objects.get('Pod'))),
  };
  validate({ version: 2, clusters: new Map([[id, changed]]) });
  expect(runs).toBe(allRules.length + allRules.filter((r) => r.reads.includes('Pod')).length);
});

test('a kind that may not be listed keeps the rules that read it silent', () => {
  const mesh = snapshotOf(
    `${read('../testing/shop.yaml')}\n---\n${read('destination-rule/destination-rule.yaml')}`,
  );
  const [id, cluster] = [...mesh.clusters][0] ?? [];
  if (id === undefined || cluster === undefined) throw new Error('no cluster');
  const states = new Map(cluster.states).set('ServiceEntry', {
    phase: 'forbidden',
    reason: 'no right to list',
  });
  const codesFound = validateMesh({ version: 1, clusters: new Map([[id, { ...cluster, states }]]) }).map(
    (f) => f.code,
  );
  expect(codesFound).toEqual(['IST0173']);
});
