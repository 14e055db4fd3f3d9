import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objectAt, objects } from './objects.ts';
import { type Change, overlay } from './overlay.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const before = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: bank }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
`);

const service = (name: string, namespace?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  spec: { ports: [] },
});

test('what is put stands in place of what was there, and what is not touched is the same', () => {
  const { cluster, unread } = overlay(before, [{ do: 'put', object: service('cart', 'shop') }]);
  expect(objectAt(cluster, 'Service', 'shop', 'cart')?.spec).toEqual({ ports: [] });
  expect(objectAt(before, 'Service', 'shop', 'cart')?.spec).toBeUndefined();
  expect(cluster.objects.get('VirtualService')).toBe(before.objects.get('VirtualService'));
  expect(cluster.objects.get('Service')?.get('bank')).toBe(before.objects.get('Service')?.get('bank'));
  expect(unread).toEqual([]);
});

test('an object without a namespace is put where it is said, one of an unknown kind is told', () => {
  const other: KubeObject = { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'x' } };
  const changes: Change[] = [
    { do: 'put', object: service('new') },
    { do: 'put', object: other },
  ];
  const { cluster, unread } = overlay(before, changes, 'shop');
  expect(objectAt(cluster, 'Service', 'shop', 'new')?.metadata.namespace).toBe('shop');
  expect(unread).toEqual([other]);
});

test('removing what is not there changes nothing', () => {
  const gone: Change = { do: 'remove', kind: 'Service', namespace: 'shop', name: 'nobody' };
  expect(overlay(before, [gone]).cluster.objects.get('Service')).toBe(before.objects.get('Service'));
});

test('property: the last change of an object holds', () => {
  const names = fc.constantFrom('cart', 'web', 'ledger');
  const change = fc.oneof(
    names.map((name): Change => ({ do: 'put', object: service(name, 'shop') })),
    names.map((name): Change => ({ do: 'remove', kind: 'Service', namespace: 'shop', name })),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const expected = new Set(['cart']);
      for (const one of changes) {
        if (one.do === 'put') expected.add(one.object.metadata.name);
        else expected.delete(one.name);
      }
      const { cluster } = overlay(before, changes);
      const found = [...objects(cluster, 'Service', 'shop')].map(({ metadata }) => metadata.name);
      expect(new Set(found)).toEqual(expected);
      expect(objectAt(cluster, 'Service', 'bank', 'ledger')).not.toBeNull();
    }),
  );
});
