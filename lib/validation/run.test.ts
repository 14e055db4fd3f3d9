import { expect, test } from 'vitest';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ClusterSnapshot, KindObjects, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
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
  validate(meshOf(withKind(changed, 'Pod', new Map())));
  expect(judged).toEqual(['cart', 'product', 'cart', 'cart', 'product']);
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
