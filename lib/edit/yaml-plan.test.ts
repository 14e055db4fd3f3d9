import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import { planOfDraft, planOfNew } from './yaml-plan.ts';

const cluster = clusterId.parse('Kubernetes');
const ref = refTo('VirtualService', 'cart');
const base: KubeObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    uid: 'u1',
    resourceVersion: '7',
    generation: 2,
    managedFields: [{ manager: 'kubectl' }],
  },
  spec: { hosts: ['cart'], http: [{ timeout: '3s' }] },
  status: { observedGeneration: 2 },
};
const text = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart]
  http:
    - timeout: 3s
`;
const errorOf = (draft: string) => {
  const plan = planOfDraft(ref, base, draft);
  return plan.ok ? '' : plan.error;
};

test('a draft becomes a patch of what differs, without what the API server keeps', () => {
  const plan = planOfDraft(ref, base, text.replace('3s', '5s'));
  expect(plan).toMatchObject({ ok: true, value: { steps: [{ do: 'patch', resourceVersion: '7' }] } });
  expect(JSON.stringify(plan)).not.toContain('uid');
  expect(plan).toMatchObject({
    value: {
      steps: [{ patch: [{ op: 'test' }, { op: 'replace', path: '/spec/http/0/timeout', value: '5s' }] }],
    },
  });
});

test('a draft that hinders says by what', () => {
  expect(errorOf(text)).toMatch(/same as the object/);
  expect(errorOf('')).toMatch(/empty/);
  expect(errorOf('a: [')).toMatch(/^Line 1 is not YAML/);
  expect(errorOf(`${text}---\n${text}`)).toMatch(/holds 2 objects/);
  expect(errorOf(text.replace('name: cart', 'name: other'))).toMatch(/its name is other, not cart/);
  expect(errorOf(text.replace('namespace: shop', 'namespace: bank'))).toMatch(
    /its namespace is bank, not shop/,
  );
  expect(errorOf(text.replace('/v1', '/v1beta1'))).toMatch(/apiVersion/);
  expect(errorOf(text.replace('VirtualService', 'Gateway'))).toMatch(/its kind is Gateway/);
});

test('a draft that leaves out its namespace is of the same object', () => {
  expect(errorOf(text.replace(', namespace: shop', ''))).toMatch(/same as the object/);
});

test('every object of a text is created, where it says or where the page is', () => {
  const plan = planOfNew(cluster, 'bank', `${text}---\n${text.replace(', namespace: shop', '')}`);
  expect(plan).toMatchObject({
    value: {
      steps: [
        { do: 'create', ref },
        { do: 'create', ref: { ...ref, namespace: 'bank' }, object: { metadata: { namespace: 'bank' } } },
      ],
    },
  });
  const unknown = planOfNew(cluster, 'bank', text.replace('VirtualService', 'Widget'));
  expect(unknown.ok ? '' : unknown.error).toMatch(/Line 2: Widget .* not a kind that Weft writes/);
  expect(planOfNew(cluster, 'bank', '').ok).toBe(false);
});

test('property: the object as its own YAML changes nothing, whatever is in it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (spec) => {
      const object = { ...base, spec: JSON.parse(JSON.stringify(spec)) as unknown };
      const { status: _, ...written } = object;
      const plan = planOfDraft(ref, object, yamlOf(written));
      return !plan.ok && plan.error.includes('same as the object');
    }),
  );
});
