import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { never } from '#server/testing/never.ts';
import type { RunningKubeSource } from './source.ts';
import { connectTestCluster } from './testing/real-cluster.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
const namespace = `weft-store-${randomBytes(3).toString('hex')}`;
const services = `/apis/networking.istio.io/v1beta1/namespaces/${namespace}/virtualservices`;
let source: RunningKubeSource;

const virtualService = (name: string) => ({
  apiVersion: 'networking.istio.io/v1beta1',
  kind: 'VirtualService',
  metadata: { name, namespace, annotations: { 'example.com/note': 'kept' } },
  spec: { hosts: [name], http: [{ route: [{ destination: { host: name }, weight: 100 }] }] },
});
const seen = (name: string) =>
  source.snapshot().clusters.get(testCluster)?.objects.get('VirtualService')?.get(namespace)?.get(name);

beforeAll(async () => {
  await cluster.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  source = cluster.startSource();
});
afterAll(async () => {
  await source.close();
  // A bare API server has nobody who empties a namespace that is going.
  for (const name of ['reviews', 'again']) await cluster.remove(`${services}/${name}`).catch(() => undefined);
  await cluster.remove(`/api/v1/namespaces/${namespace}`);
  await cluster.admin.close();
});

test('every kind that the server has comes live, and the others are said to be absent', async () => {
  await vi.waitFor(() => expect(source.status().phase).toBe('live'), 20_000);
  const phases = new Set(source.status().kinds.map(({ phase }) => phase));
  expect([...phases].filter((phase) => phase !== 'live' && phase !== 'not-installed')).toEqual([]);
  expect(source.status().serverVersion).toMatch(/^v/);
});

test('an object is followed from its creation to its end', async () => {
  await cluster.create(services, virtualService('reviews'));
  await vi.waitFor(() => expect(seen('reviews')?.spec).toEqual(virtualService('reviews').spec), 20_000);
  expect(seen('reviews')?.metadata.annotations).toEqual({ 'example.com/note': 'kept' });
  expect(JSON.stringify(seen('reviews'))).not.toContain('fieldsV1');
  await cluster.admin.request({
    path: `${services}/reviews`,
    method: 'PATCH',
    contentType: 'application/json-patch+json',
    body: [{ op: 'replace', path: '/spec/hosts', value: ['ratings'] }],
    signal: never,
  });
  await vi.waitFor(() => expect(seen('reviews')?.spec).toMatchObject({ hosts: ['ratings'] }), 20_000);
  await cluster.remove(`${services}/reviews`);
  await vi.waitFor(() => expect(seen('reviews')).toBeUndefined(), 20_000);
});

test('an object deleted and created again is the new one', async () => {
  await cluster.create(services, virtualService('again'));
  await vi.waitFor(() => expect(seen('again')).toBeDefined(), 20_000);
  const first = seen('again')?.metadata.uid;
  await cluster.remove(`${services}/again`);
  await cluster.create(services, virtualService('again'));
  await vi.waitFor(() => {
    expect(seen('again')?.metadata.uid).toBeDefined();
    expect(seen('again')?.metadata.uid).not.toBe(first);
  }, 20_000);
});
