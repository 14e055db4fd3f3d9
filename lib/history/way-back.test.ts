import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import type { ChangePlan, JsonPatchOperation } from '#lib/edit/change-plan.ts';
import { notToKeep } from './way-back.ts';

const ref = (kind: string) => ({
  cluster: clusterId.parse('Kubernetes'),
  group: 'apps',
  kind,
  namespace: 'shop',
  name: 'cart',
});
const patching = (kind: string, ...patch: JsonPatchOperation[]): ChangePlan => ({
  steps: [{ do: 'patch', ref: ref(kind), resourceVersion: '1', generation: 1, patch }],
});
const replace = (path: string, value: unknown): JsonPatchOperation => ({ op: 'replace', path, value });

test('what a change of replicas or of a rule took is kept', () => {
  expect(notToKeep(patching('Deployment', replace('/spec/replicas', 2)))).toBeNull();
  expect(notToKeep(patching('VirtualService', replace('/spec/http/0/timeout', '5s')))).toBeNull();
  expect(
    notToKeep(patching('VirtualService', replace('/spec/http/0/match/0/uri', { prefix: '/env/' }))),
  ).toBeNull();
});

test('the environment of containers is not', () => {
  const secret = 'it holds what may be secret';
  const path = '/spec/template/spec/containers/0';
  expect(notToKeep(patching('Deployment', replace(`${path}/env/0/value`, 'hunter2')))).toBe(secret);
  expect(notToKeep(patching('Deployment', replace(path, { env: [{ name: 'A', value: 'b' }] })))).toBe(secret);
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart' }, spec: { env: [] } };
  expect(notToKeep({ steps: [{ do: 'create', ref: ref('Deployment'), object }] })).toBe(secret);
  expect(notToKeep(patching('Secret', replace('/data/a', 'b')))).toBe(secret);
});

test('what is very large is not', () => {
  const plan = patching('EnvoyFilter', replace('/spec/configPatches', 'x'.repeat(300_000)));
  expect(notToKeep(plan)).toBe('it is too large to be kept');
});
