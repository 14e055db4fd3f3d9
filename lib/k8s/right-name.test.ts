import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { rightName } from './right-name.ts';

const ref = { cluster: clusterId.parse('Kubernetes'), group: 'networking.istio.io', name: 'cart' };

test('a right is said by verb, resource and namespace', () => {
  expect(rightName('patch', { ...ref, kind: 'VirtualService', namespace: 'shop' })).toBe(
    'patch virtualservices.networking.istio.io in shop',
  );
  expect(rightName('delete', { ...ref, group: '', kind: 'Namespace', namespace: null })).toBe(
    'delete namespaces',
  );
});
