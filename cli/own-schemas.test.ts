import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import type { KubeClient } from '#server/kube/client.ts';
import { readOwnSchemas } from './own-schemas.ts';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gateways.networking.istio.io' },
  spec: { group: 'networking.istio.io', names: { kind: 'Gateway', plural: 'gateways' } },
};
const openAPIV3Schema = { type: 'object', properties: { spec: { type: 'object' } } };
const whole = {
  ...definition,
  spec: { ...definition.spec, versions: [{ name: 'v9', schema: { openAPIV3Schema } }] },
};
const { cluster } = snapshotOfObjects(clusterId.parse('c'), [definition]);
const wanted = [
  { group: 'networking.istio.io', kind: 'Gateway' },
  { group: 'networking.istio.io', kind: 'Sidecar' },
];
const generated = { schemaOf: () => ({ title: 'generated' }), versionsOf: () => ['v1'] };

const asked: string[] = [];
const clientOf = (request: KubeClient['request']) => ({ request }) as KubeClient;

test('the cluster’s own definition comes first, ours where it has none', async () => {
  const client = clientOf(async ({ path }) => {
    asked.push(path);
    return { status: 200, body: whole, headers: new Headers() } as never;
  });
  const schemas = await readOwnSchemas(client, cluster, [...wanted, ...wanted], generated);
  expect(asked).toEqual([
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gateways.networking.istio.io',
  ]);
  expect(schemas.versionsOf('networking.istio.io', 'Gateway')).toEqual(['v9']);
  expect(schemas.schemaOf('networking.istio.io', 'v1', 'Gateway')).toBeNull();
  expect(schemas.schemaOf('networking.istio.io', 'v1', 'Sidecar')).toEqual({ title: 'generated' });
});

test('a definition that may not be read leaves ours', async () => {
  const refused = clientOf(() => Promise.reject(new Error('403')));
  const schemas = await readOwnSchemas(refused, cluster, wanted, generated);
  expect(schemas.schemaOf('networking.istio.io', 'v1', 'Gateway')).toEqual({ title: 'generated' });
});
