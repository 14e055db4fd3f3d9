import fastJsonPatch, { type Operation } from 'fast-json-patch';
import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { inversePlan, inverseStep } from './inverse-plan.ts';

const ref = refTo('VirtualService', 'cart');
const object = (weight: number, resourceVersion: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    uid: 'u1',
    resourceVersion,
    generation: Number(resourceVersion),
    labels: { team: 'shop' },
  },
  spec: { http: [{ route: [{ weight, kept: true }] }] },
  status: { observedGeneration: 1 },
});

test('a patch is taken back by a patch on the version that it left', () => {
  const [before, after] = [object(10, '1'), object(25, '2')];
  const step = inverseStep({ ref, before, after });
  if (step?.do !== 'patch') throw new Error('Not a patch.');
  expect(step).toMatchObject({ resourceVersion: '2', generation: 2 });
  const copy = structuredClone(after);
  const operations = step.patch.map((operation) => operation as Operation);
  fastJsonPatch.applyPatch(copy, operations, true);
  expect(copy.spec).toEqual(before.spec);
});

test('what was created is deleted, at the version that was created', () => {
  expect(inverseStep({ ref, before: null, after: object(1, '4') })).toEqual({
    do: 'delete',
    ref,
    resourceVersion: '4',
    generation: 4,
  });
});

test('what was deleted is created as people wrote it', () => {
  expect(inverseStep({ ref, before: object(1, '4'), after: null })).toEqual({
    do: 'create',
    ref,
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop', labels: { team: 'shop' } },
      spec: { http: [{ route: [{ weight: 1, kept: true }] }] },
    },
  });
});

test('several changes are taken back the last one first; nothing changed is nothing to take back', () => {
  const other = { ...ref, name: 'other' };
  const plan = inversePlan([
    { ref, before: object(1, '1'), after: object(2, '2') },
    { ref: other, before: null, after: object(3, '3') },
  ]);
  expect(plan?.steps.map((step) => `${step.do} ${step.ref.name}`)).toEqual(['delete other', 'patch cart']);
  expect(inversePlan([{ ref, before: object(1, '1'), after: object(1, '2') }])).toBeNull();
});
