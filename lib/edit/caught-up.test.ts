import { expect, test } from 'vitest';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { caughtUp } from './caught-up.ts';

const mirrored = clusterOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop, resourceVersion: "7" }
spec: { hosts: [cart] }
`);
const refTo = (name: string): ObjectRef => ({
  cluster: mirrored.id,
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name,
});
const live = (name: string, resourceVersion: string): KubeObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace: 'shop', resourceVersion },
  spec: { hosts: ['live'] },
});
const hostsOf = (cluster: typeof mirrored, name: string) =>
  objectAt(cluster, 'VirtualService', 'shop', name)?.spec?.hosts;

test('what the mirror has is left as it is', () => {
  const step = { ref: refTo('cart'), do: 'patch', before: live('cart', '7'), taken: true } as const;
  expect(caughtUp(mirrored, [step])).toBe(mirrored);
});

test('what was written a moment ago stands as the API server has it', () => {
  const changed = { ref: refTo('cart'), do: 'patch', before: live('cart', '8'), taken: true } as const;
  const created = { ref: refTo('till'), do: 'delete', before: live('till', '9'), taken: false } as const;
  const before = caughtUp(mirrored, [changed, created]);
  expect(hostsOf(before, 'cart')).toEqual(['live']);
  expect(hostsOf(before, 'till')).toEqual(['live']);
});

test('what can be created is not there any more; what cannot, or was not read, stays as mirrored', () => {
  const create = { ref: refTo('cart'), do: 'create', before: null } as const;
  expect(hostsOf(caughtUp(mirrored, [{ ...create, taken: true }]), 'cart')).toBeUndefined();
  expect(caughtUp(mirrored, [{ ...create, taken: false }])).toBe(mirrored);
  expect(caughtUp(mirrored, [{ ...create, do: 'patch', taken: false }])).toBe(mirrored);
});
