import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAt, objectAt, textAt } from '#lib/core/json.ts';
import { startTestCluster, type TestCluster, versionOf, virtualService } from '../testing/test-cluster.ts';

let cluster: TestCluster;
const services = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';
const merge = 'application/merge-patch+json';
const jsonPatch = 'application/json-patch+json';

beforeAll(async () => {
  cluster = await startTestCluster();
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  expect((await cluster.call('POST', '/api/v1/namespaces', { body: namespace })).status).toBe(201);
});
afterAll(() => cluster.stop());

const create = (name: string) => cluster.call('POST', services, { body: virtualService(name, 'shop') });

test('create stamps the object, refuses it twice, and needs its namespace', async () => {
  const { status, body } = await create('a');
  expect(status).toBe(201);
  const metadata = objectAt(body, 'metadata');
  expect(metadata.generation).toBe(1);
  expect(textAt(metadata, 'uid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(listAt(metadata, 'managedFields')).toHaveLength(1);

  const again = await create('a');
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({
    reason: 'AlreadyExists',
    message: 'virtualservices.networking.istio.io "a" already exists',
  });

  const elsewhere = await cluster.call('POST', services.replace('shop', 'nowhere'), {
    body: virtualService('a', 'nowhere'),
  });
  expect(elsewhere.status).toBe(404);
  expect(elsewhere.body.message).toBe('namespaces "nowhere" not found');
});

test('every served version shows the same object', async () => {
  await create('versions');
  const { body } = await cluster.call('GET', `${services.replace('/v1/', '/v1beta1/')}/versions`);
  expect(body.apiVersion).toBe('networking.istio.io/v1beta1');
  expect(objectAt(body, 'spec').hosts).toEqual(['versions']);
});

test('generation moves with the spec and not with labels or status', async () => {
  await create('b');
  const patch = async (path: string, body: object) => {
    const answer = await cluster.call('PATCH', `${services}/${path}`, {
      body: JSON.stringify(body),
      type: merge,
    });
    return answer.body;
  };
  const labelled = await patch('b', { metadata: { labels: { x: 'y' } } });
  expect(objectAt(labelled, 'metadata').generation).toBe(1);
  const changed = await patch('b', { spec: { hosts: ['c'] } });
  expect(objectAt(changed, 'metadata').generation).toBe(2);
  const status = await patch('b/status', { spec: { hosts: ['ignored'] }, status: { observedGeneration: 2 } });
  expect(objectAt(status, 'metadata').generation).toBe(2);
  expect(objectAt(status, 'spec').hosts).toEqual(['c']);
  expect(Number(versionOf(status))).toBeGreaterThan(Number(versionOf(changed)));
  const ignored = await patch('b', { status: { observedGeneration: 9 } });
  expect(objectAt(ignored, 'status').observedGeneration).toBe(2);
  expect(versionOf(ignored)).toBe(versionOf(status));
});

test('a stale version is a conflict, a missing one is refused for custom types', async () => {
  const { body } = await create('c');
  const put = (version: string | undefined) =>
    cluster.call('PUT', `${services}/c`, {
      body: { ...body, metadata: { ...objectAt(body, 'metadata'), resourceVersion: version } },
    });
  expect((await put('1')).body).toMatchObject({ code: 409, reason: 'Conflict' });
  expect((await put(undefined)).body).toMatchObject({ code: 422, reason: 'Invalid' });
  expect((await put(versionOf(body))).status).toBe(200);
});

test('JSON patch: a failing test is 422, a stale version 409, a strategic patch 415 for custom types', async () => {
  await create('d');
  const patch = (operations: object[], type = jsonPatch) =>
    cluster.call('PATCH', `${services}/d`, { body: JSON.stringify(operations), type });
  const failing = await patch([{ op: 'test', path: '/spec/hosts/0', value: 'other' }]);
  expect(failing.body).toMatchObject({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
  });
  const stale = await patch([{ op: 'replace', path: '/metadata/resourceVersion', value: '1' }]);
  expect(stale.status).toBe(409);
  const weight = '/spec/http/0/route/0/weight';
  const changed = await patch([
    { op: 'test', path: weight, value: 100 },
    { op: 'replace', path: weight, value: 90 },
  ]);
  expect(changed.status).toBe(200);
  expect((await patch([], 'application/strategic-merge-patch+json')).status).toBe(415);
});

test('dry run answers as the write would and stores nothing', async () => {
  const { status } = await cluster.call('POST', `${services}?dryRun=All`, {
    body: virtualService('dry', 'shop'),
  });
  expect(status).toBe(201);
  expect((await cluster.call('GET', `${services}/dry`)).status).toBe(404);
  await create('dry');
  const patched = await cluster.call('PATCH', `${services}/dry?dryRun=All`, {
    body: { spec: { hosts: ['changed'] } },
    type: merge,
  });
  expect(objectAt(patched.body, 'spec').hosts).toEqual(['changed']);
  await cluster.call('DELETE', `${services}/dry?dryRun=All`);
  expect(objectAt((await cluster.call('GET', `${services}/dry`)).body, 'spec').hosts).toEqual(['dry']);
});

test('unknown fields: refused, warned of or pruned in silence', async () => {
  const body = { ...virtualService('e', 'shop'), spec: { hosts: ['e'], bogus: 1 } };
  const post = (validation: string) =>
    cluster.call('POST', `${services}?dryRun=All&fieldValidation=${validation}`, { body });
  const strict = await post('Strict');
  expect(strict.status).toBe(400);
  expect(strict.body.message).toBe(
    'VirtualService in version "v1" cannot be handled as a VirtualService: strict decoding error: unknown field "spec.bogus"',
  );
  const warned = await post('Warn');
  expect(warned.headers.warning).toContain('unknown field \\"spec.bogus\\"');
  expect(objectAt(warned.body, 'spec')).not.toHaveProperty('bogus');
  expect((await post('Ignore')).headers.warning).toBeUndefined();
});

test('a value of the wrong type is invalid, with the field that is wrong', async () => {
  const body = { ...virtualService('f', 'shop'), spec: { hosts: 'f' } };
  const { body: status } = await cluster.call('POST', services, { body });
  expect(status).toMatchObject({ code: 422, reason: 'Invalid' });
  expect(listAt(objectAt(status, 'details'), 'causes')[0]).toMatchObject({ field: 'spec.hosts' });
});

test('server-side apply creates, conflicts and is forced', async () => {
  const apply = (manager: string, weight: number, force = false) =>
    cluster.call('PATCH', `${services}/applied?fieldManager=${manager}&force=${force}`, {
      body: {
        ...virtualService('applied', 'shop'),
        spec: { hosts: ['applied'], http: [{ route: [{ destination: { host: 'a' }, weight }] }] },
      },
      type: 'application/apply-patch+yaml',
    });
  expect((await apply('one', 100)).status).toBe(201);
  const conflict = await apply('two', 50);
  expect(conflict.body).toMatchObject({ code: 409, reason: 'Conflict' });
  expect(conflict.body.message).toContain('.spec.http');
  const forced = await apply('two', 50, true);
  expect(forced.status).toBe(200);
  const again = await apply('two', 50, true);
  expect(versionOf(again.body)).toBe(versionOf(forced.body));
});

test('finalizers hold a deleted object until they are gone', async () => {
  await create('g');
  const patch = (finalizers: string[] | null) =>
    cluster.call('PATCH', `${services}/g`, { body: { metadata: { finalizers } }, type: merge });
  await patch(['example.com/hold']);
  const { body } = await cluster.call('DELETE', `${services}/g`);
  expect(textAt(objectAt(body, 'metadata'), 'deletionTimestamp')).not.toBe('');
  expect((await cluster.call('GET', `${services}/g`)).status).toBe(200);
  await patch(null);
  expect((await cluster.call('GET', `${services}/g`)).status).toBe(404);
});

test('what is owned goes with its owner, unless orphaned', async () => {
  const maps = '/api/v1/namespaces/shop/configmaps';
  const map = (name: string, owner?: { uid: string; name: string }) =>
    cluster.call('POST', maps, {
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name,
          ...(owner === undefined
            ? {}
            : { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', ...owner }] }),
        },
      },
    });
  for (const policy of ['Background', 'Foreground', 'Orphan']) {
    const name = policy.toLowerCase();
    const uid = textAt(objectAt((await map(name)).body, 'metadata'), 'uid');
    await map(`${name}-child`, { uid, name });
    await cluster.call('DELETE', `${maps}/${name}?propagationPolicy=${policy}`);
    expect((await cluster.call('GET', `${maps}/${name}`)).status, policy).toBe(404);
    const child = await cluster.call('GET', `${maps}/${name}-child`);
    expect(child.status, policy).toBe(policy === 'Orphan' ? 200 : 404);
  }
});

test('deleting a namespace deletes what is in it; the default one cannot be deleted', async () => {
  await cluster.call('POST', '/api/v1/namespaces', { body: { metadata: { name: 'gone' } } });
  await cluster.call('POST', services.replace('shop', 'gone'), { body: virtualService('a', 'gone') });
  const { body } = await cluster.call('DELETE', '/api/v1/namespaces/gone');
  expect(body.status === 'Success' || objectAt(body, 'status').phase === 'Terminating').toBe(true);
  expect((await cluster.call('GET', '/api/v1/namespaces/gone')).status).toBe(404);
  const all = await cluster.call('GET', '/apis/networking.istio.io/v1/virtualservices');
  expect(
    listAt(all.body, 'items').filter((i) => textAt(objectAt(i, 'metadata'), 'namespace') === 'gone'),
  ).toEqual([]);
  expect((await cluster.call('DELETE', '/api/v1/namespaces/default')).status).toBe(403);
});

test('deletecollection follows its selector, preconditions are kept', async () => {
  const maps = '/api/v1/namespaces/shop/configmaps';
  for (const [name, team] of [
    ['x1', 'red'],
    ['x2', 'red'],
    ['x3', 'blue'],
  ] as const) {
    await cluster.call('POST', maps, { body: { metadata: { name, labels: { team } } } });
  }
  await cluster.call('DELETE', `${maps}?labelSelector=team%3Dred`);
  const left = await cluster.call('GET', `${maps}?labelSelector=team`);
  expect(listAt(left.body, 'items').map((i) => textAt(objectAt(i, 'metadata'), 'name'))).toEqual(['x3']);
  const refused = await cluster.call('DELETE', `${maps}/x3`, { body: { preconditions: { uid: 'other' } } });
  expect(refused.status).toBe(409);
});

test('a body above 3 MiB is refused', async () => {
  const body = { metadata: { name: 'big' }, data: { a: 'x'.repeat(3 * 1024 * 1024) } };
  const { status } = await cluster.call('POST', '/api/v1/namespaces/shop/configmaps', { body });
  expect(status).toBe(413);
});

test('a definition that is applied is served, checked and pruned; deleted, it takes its objects along', async () => {
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const schema = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
  };
  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  const names = { plural: 'looms', singular: 'loom', kind: 'Loom', listKind: 'LoomList' };
  const created = await cluster.call('POST', definitions, {
    body: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'looms.example.com' },
      spec: { group: 'example.com', scope: 'Namespaced', names, versions: [version] },
    },
  });
  expect(created.status).toBe(201);
  const looms = '/apis/example.com/v1/namespaces/shop/looms';
  const loom = (spec: object) =>
    cluster.call('POST', looms, {
      body: JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Loom', metadata: { name: 'a' }, spec }),
    });
  expect((await loom({ size: 'big' })).status).toBe(422);
  const { body } = await loom({ size: 3, colour: 'red' });
  expect(body.spec).toEqual({ size: 3 });
  await cluster.call('DELETE', `${definitions}/looms.example.com`);
  expect((await cluster.call('GET', `${looms}/a`)).status).toBe(404);
});
