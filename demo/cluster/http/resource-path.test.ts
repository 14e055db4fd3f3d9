import { expect, test } from 'vitest';
import { parseResourcePath, verbOf } from './resource-path.ts';

const shown = (path: string): string | null => {
  const parsed = parseResourcePath(path);
  if (parsed === null) return null;
  const { group, version, plural, namespace, name, subresource } = parsed;
  return [group, version, plural, namespace, name, subresource].join(' | ');
};

test.each([
  ['/api/v1/pods', ' | v1 | pods |  |  | '],
  ['/api/v1/namespaces', ' | v1 | namespaces |  |  | '],
  ['/api/v1/namespaces/shop', ' | v1 | namespaces | shop | shop | '],
  ['/api/v1/namespaces/shop/status', ' | v1 | namespaces | shop | shop | status'],
  ['/api/v1/namespaces/shop/pods', ' | v1 | pods | shop |  | '],
  ['/api/v1/namespaces/shop/pods/a/log', ' | v1 | pods | shop | a | log'],
  ['/apis/apps/v1/namespaces/shop/deployments/a', 'apps | v1 | deployments | shop | a | '],
  [
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/a.b',
    'apiextensions.k8s.io | v1 | customresourcedefinitions |  | a.b | ',
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/a%3Ab',
    'rbac.authorization.k8s.io | v1 | clusterroles |  | a:b | ',
  ],
  ['/apis/apps/v1', null],
  ['/api', null],
  ['/openapi/v2', null],
])('%s', (path, expected) => {
  expect(shown(path)).toBe(expected);
});

test('verbs as RBAC knows them', () => {
  expect(verbOf('GET', '', false)).toBe('list');
  expect(verbOf('GET', '', true)).toBe('watch');
  expect(verbOf('GET', 'a', false)).toBe('get');
  expect(verbOf('DELETE', '', false)).toBe('deletecollection');
  expect(verbOf('PATCH', 'a', false)).toBe('patch');
});
