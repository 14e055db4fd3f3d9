import { expect, test } from 'vitest';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { selectsPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot, KindObjects, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import { findingText } from './codes.ts';
import { objectRule, type Rule } from './rule.ts';
import { createValidator, validateMesh } from './run.ts';

const service = (name: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
`;
const start = clusterOf(`${service('cart')}${service('product')}`);

const meshOf = (cluster: ClusterSnapshot): MeshSnapshot => ({
  version: 1,
  clusters: new Map([[cluster.id, cluster]]),
});
const withKind = (cluster: ClusterSnapshot, kind: KindName, objects: KindObjects): ClusterSnapshot => ({
  ...cluster,
  objects: new Map(cluster.objects).set(kind, objects),
});

function counted(reads: readonly 'Pod'[] = []): { rule: Rule; judged: string[] } {
  const judged: string[] = [];
  const rule = objectRule({
    name: 'test/counted',
    codes: ['IST0101'],
    kind: 'Service',
    reads,
    *remarks(object) {
      judged.push(object.metadata.name);
      yield { code: 'IST0101', path: 'spec', args: { what: 'host', name: object.metadata.name } };
    },
  });
  return { rule, judged };
}

test('a rule runs again only when a kind that it reads has changed', () => {
  const { rule, judged } = counted();
  const validate = createValidator([rule]);
  validate(meshOf(start));
  validate(meshOf(withKind(start, 'Pod', new Map())));
  expect(judged).toEqual(['cart', 'product']);
});

test('of objects that are judged one by one only the changed one is judged again', () => {
  const { rule, judged } = counted(['Pod']);
  const validate = createValidator([rule]);
  validate(meshOf(start));
  const shop = new Map(start.objects.get('Service')?.get('shop'));
  const cart = shop.get('cart') as KubeObject;
  const changed = withKind(start, 'Service', new Map([['shop', shop.set('cart', { ...cart })]]));
  expect(validate(meshOf(changed))).toHaveLength(2);
  expect(judged).toEqual(['cart', 'product', 'cart']);
  // A kind that the rule may read and that nothing was read of makes no work.
  validate(meshOf(withKind(changed, 'Pod', new Map())));
  expect(judged).toEqual(['cart', 'product', 'cart']);
});

test('an object is judged again when what it was judged by has changed, and not for what is beside that', () => {
  const judged: string[] = [];
  const byName = objectRule({
    name: 'test/by-name',
    codes: ['IST0101'],
    kind: 'Service',
    reads: ['Namespace', 'Pod'],
    *remarks({ metadata: { name, namespace = '' } }, cluster) {
      judged.push(name);
      if (name === 'cart' && objectAt(cluster, 'Namespace', '', 'cart') !== null) return;
      if (name === 'product' && selectsPods(cluster, { app: name }, namespace)) return;
      yield { code: 'IST0101', path: 'spec', args: { what: 'host', name } };
    },
  });
  const validate = createValidator([byName]);
  const found = (cluster: ClusterSnapshot) => validate(meshOf(cluster)).map(({ object }) => object.name);
  const many = clusterOf(
    Array.from({ length: 200 }, (_, i) => service(`other-${i}`)).join('') +
      service('cart') +
      service('product'),
  );
  expect(found(many)).toHaveLength(202);
  const pods = clusterOf(pod('shop', 'product', { app: 'product' })).objects.get('Pod') ?? new Map();
  judged.length = 0;
  const elsewhere = withKind(many, 'Pod', new Map([['other', pods.get('shop') ?? new Map()]]));
  expect(found(elsewhere)).toHaveLength(202);
  expect(judged).toEqual([]);
  const here = withKind(many, 'Pod', pods);
  expect(found(here)).not.toContain('product');
  expect(judged).toContain('product');
  expect(judged.length).toBeLessThan(100);
  judged.length = 0;
  const named = clusterOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: cart }');
  const both = withKind(here, 'Namespace', named.objects.get('Namespace') ?? new Map());
  expect(found(both)).not.toContain('cart');
  expect(judged.length).toBeLessThan(100);
});

test('a kind that may not be listed keeps the rules that need it silent, not those that only like to have it', () => {
  const { rule } = counted(['Pod']);
  const states = new Map(start.states).set('Pod', { phase: 'forbidden', reason: 'no right to list' });
  const mesh = meshOf({ ...start, states });
  expect(validateMesh(mesh, [rule])).toEqual([]);
  expect(validateMesh(mesh, [{ ...rule, reads: ['Service'], mayRead: ['Pod'] }])).toHaveLength(2);
});

test('a rule that fails on an object says so there, and the others go on', () => {
  const fails = objectRule({
    name: 'test/fails',
    codes: ['IST0101'],
    kind: 'Service',
    *remarks({ metadata: { name } }) {
      if (name === 'cart') throw new Error('no such thing');
      yield { code: 'IST0101', path: 'spec', args: { what: 'host', name } };
    },
  });
  const [failed, ...others] = validateMesh(meshOf(start), [fails, counted().rule]);
  expect([failed?.code, failed?.level, failed?.object.name]).toEqual(['WEFT0900', 'info', 'cart']);
  expect(failed && findingText(failed)).toBe('The check test/fails failed: no such thing');
  expect(others.map((f) => f.object.name)).toEqual(['product', 'cart', 'product']);
});
