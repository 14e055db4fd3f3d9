import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAt, objectAt, textAt } from '#lib/core/json.ts';
import { startTestCluster, type TestCluster, virtualService } from '../testing/test-cluster.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

const aggregatedType = (version: string) =>
  `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;

test.each(['v2', 'v2beta1'])(
  'aggregated discovery %s names every resource with its subresources',
  async (version) => {
    const accept = `${aggregatedType(version)},application/json`;
    const { headers, body } = await cluster.call('GET', '/apis', { accept });
    expect(headers['content-type']).toBe(aggregatedType(version));
    const group = listAt(body, 'items').find(
      (item) => textAt(objectAt(item, 'metadata'), 'name') === 'networking.istio.io',
    );
    const versions = listAt(group ?? {}, 'versions').map((v) => textAt(v, 'version'));
    expect(versions.slice(0, 2)).toEqual(['v1', 'v1beta1']);
    const core = await cluster.call('GET', '/api', { accept });
    expect(core.text).toContain('"subresource":"portforward"');
    const etag = headers.etag ?? '';
    const again = await cluster.call('GET', '/apis', { accept, headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  },
);

test('the older form says the same', async () => {
  const { body } = await cluster.call('GET', '/apis/networking.istio.io/v1');
  const names = listAt(body, 'resources').map((r) => textAt(r, 'name'));
  expect(names).toContain('virtualservices');
  expect(names).toContain('virtualservices/status');
  expect((await cluster.call('GET', '/apis')).text).toContain('"groupVersion":"apps/v1"');
  expect((await cluster.call('GET', '/apis/nope')).status).toBe(404);
});

test('version and health', async () => {
  expect((await cluster.call('GET', '/version')).body.gitVersion).toMatch(/^v1\.33\./);
  for (const path of ['/healthz', '/livez', '/readyz']) {
    expect((await cluster.call('GET', path, { user: '' })).text).toBe('ok');
  }
});

test('tables, metadata only, YAML, and what cannot be had', async () => {
  const path = '/apis/networking.istio.io/v1/namespaces/default/virtualservices';
  await cluster.call('POST', path, { body: virtualService('cart', 'default') });
  const get = (accept: string) => cluster.call('GET', path, { accept });
  const table = await get('application/json;as=Table;v=v1;g=meta.k8s.io,application/json');
  expect(table.body).toMatchObject({ kind: 'Table', rows: [{ cells: ['cart', null, '["cart"]', '0s'] }] });
  expect(listAt(table.body, 'columnDefinitions').map((c) => textAt(c, 'name'))).toEqual([
    'Name',
    'Gateways',
    'Hosts',
    'Age',
  ]);
  const partial = await get('application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io');
  expect(listAt(partial.body, 'items')[0]).not.toHaveProperty('spec');
  expect((await get('application/yaml')).text).toMatch(/^kind: VirtualServiceList/);
  expect((await get('application/vnd.kubernetes.protobuf,application/json')).body.kind).toBe(
    'VirtualServiceList',
  );
  expect((await get('text/html')).status).toBe(406);
});

test('lists of built-in types do not repeat kind and version, those of custom types do', async () => {
  const maps = '/api/v1/namespaces/default/configmaps';
  await cluster.call('POST', maps, { body: { metadata: { name: 'a' } } });
  expect(listAt((await cluster.call('GET', maps)).body, 'items')[0]).not.toHaveProperty('kind');
  const path = '/apis/networking.istio.io/v1/virtualservices';
  expect(listAt((await cluster.call('GET', path)).body, 'items')[0]).toHaveProperty('kind');
});
