import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAt, objectAt } from '#lib/core/json.ts';
import { startTestCluster, type TestCluster, virtualService } from '../testing/test-cluster.ts';

let cluster: TestCluster;
const services = '/apis/networking.istio.io/v1/namespaces/shop/virtualservices';

beforeAll(async () => {
  cluster = await startTestCluster();
  await cluster.call('POST', '/api/v1/namespaces', { body: { metadata: { name: 'shop' } } });
  await cluster.call('POST', services, { body: virtualService('cart', 'shop') });
});
afterAll(() => cluster.stop());

const rules: [user: string, method: string, path: string, status: number][] = [
  ['viewer', 'GET', services, 200],
  ['viewer', 'GET', '/api/v1/secrets', 200],
  ['viewer', 'DELETE', `${services}/cart`, 403],
  ['shop-dev', 'GET', '/api/v1/pods', 200],
  ['shop-dev', 'DELETE', `${services}/cart?dryRun=All`, 200],
  ['shop-dev', 'DELETE', '/api/v1/namespaces/default/configmaps/x', 403],
  ['shop-dev', 'DELETE', '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles/shop-reader', 403],
  ['shop-only', 'GET', services, 200],
  ['shop-only', 'GET', '/api/v1/namespaces/shop', 200],
  ['shop-only', 'GET', '/api/v1/namespaces', 403],
  ['shop-only', 'GET', '/api/v1/namespaces/default/pods', 403],
  ['shop-only', 'GET', '/apis', 200],
  ['', 'GET', '/api/v1/pods', 403],
  ['', 'GET', '/version', 200],
  ['no-such-token', 'GET', '/version', 401],
];

test.each(rules)('%s %s %s is answered with %i', async (user, method, path, status) => {
  expect((await cluster.call(method, path, { user })).status).toBe(status);
});

test('a refusal says who, what and where', async () => {
  const { body } = await cluster.call('DELETE', `${services}/cart`, { user: 'viewer' });
  expect(body).toMatchObject({
    reason: 'Forbidden',
    message:
      'virtualservices.networking.istio.io "cart" is forbidden: User "viewer" cannot delete resource "virtualservices" in API group "networking.istio.io" in the namespace "shop"',
    details: { name: 'cart', group: 'networking.istio.io', kind: 'virtualservices' },
  });
  const wide = await cluster.call('GET', '/api/v1/nodes', { user: 'shop-only' });
  expect(wide.body.message).toBe(
    'nodes is forbidden: User "shop-only" cannot list resource "nodes" in API group "" at the cluster scope',
  );
});

const access = async (user: string, attributes: object) => {
  const { body } = await cluster.call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    user,
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    }),
  });
  return objectAt(body, 'status');
};

test('access reviews agree with what happens', async () => {
  const patch = {
    verb: 'patch',
    group: 'networking.istio.io',
    resource: 'virtualservices',
    namespace: 'shop',
  };
  expect(await access('shop-dev', patch)).toMatchObject({ allowed: true });
  expect((await access('shop-dev', patch)).reason).toContain('RoleBinding "shop-dev/shop"');
  expect(await access('viewer', patch)).toEqual({ allowed: false });
  expect(await access('shop-dev', { ...patch, namespace: 'default' })).toEqual({ allowed: false });
});

test('rules reviews, token reviews and who am I', async () => {
  const post = (path: string, body: object, user = 'admin') =>
    cluster.call('POST', path, { user, body: JSON.stringify(body) });
  const self = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview' };
  const mine = await post(
    '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    { ...self, spec: { namespace: 'shop' } },
    'shop-only',
  );
  expect(listAt(objectAt(mine.body, 'status'), 'resourceRules')).toContainEqual({
    verbs: ['get', 'list', 'watch'],
    apiGroups: ['*'],
    resources: ['*'],
  });
  const tokens = '/apis/authentication.k8s.io/v1/tokenreviews';
  const token = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 'wrong' } };
  expect((await post(tokens, token, 'viewer')).status).toBe(403);
  expect(objectAt((await post(tokens, token)).body, 'status')).not.toHaveProperty('authenticated');
  const who = await post(
    '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    'viewer',
  );
  expect(objectAt(who.body, 'status')).toMatchObject({ userInfo: { username: 'viewer' } });
});

test('rights follow the binding objects while the server runs, and admins may impersonate', async () => {
  const maps = '/api/v1/namespaces/default/configmaps';
  const bindings = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings';
  const write = () =>
    cluster.call('POST', maps, { user: 'viewer', body: { metadata: { name: 'by-viewer' } } });
  expect((await write()).status).toBe(403);
  const rbac = 'rbac.authorization.k8s.io';
  await cluster.call('POST', bindings, {
    body: {
      metadata: { name: 'viewer-edits' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'viewer' }],
    },
  });
  expect((await write()).status).toBe(201);
  await cluster.call('DELETE', `${bindings}/viewer-edits`);
  expect((await write()).status).toBe(403);

  const as = { 'impersonate-user': 'viewer' };
  expect((await cluster.call('DELETE', `${services}/cart`, { headers: as })).status).toBe(403);
  const denied = await cluster.call('GET', services, {
    user: 'viewer',
    headers: { 'impersonate-user': 'admin' },
  });
  expect(denied.body.message).toContain('cannot impersonate resource "users"');
});

test('a service account gets tokens that end with it', async () => {
  const accounts = '/api/v1/namespaces/shop/serviceaccounts';
  const review = async (token: string) => {
    const body = { spec: { token } };
    const answer = await cluster.call('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { body });
    return objectAt(answer.body, 'status');
  };
  await cluster.call('POST', accounts, { body: { metadata: { name: 'robot' } } });
  const asked = await cluster.call('POST', `${accounts}/robot/token`, {
    body: { spec: { expirationSeconds: 600 } },
  });
  expect(asked.status).toBe(201);
  const token = String(objectAt(asked.body, 'status').token);
  expect(await review(token)).toMatchObject({
    authenticated: true,
    user: {
      username: 'system:serviceaccount:shop:robot',
      groups: expect.arrayContaining(['system:serviceaccounts:shop']),
    },
  });
  expect(await review(`${token.slice(0, -2)}xx`)).toMatchObject({ error: 'invalid bearer token' });
  const short = await cluster.call('POST', `${accounts}/robot/token`, {
    body: { spec: { expirationSeconds: 60 } },
  });
  expect(short.status).toBe(422);
  expect((await cluster.call('POST', `${accounts}/nobody/token`, { body: { spec: {} } })).status).toBe(404);
  await cluster.call('DELETE', `${accounts}/robot`);
  await cluster.call('POST', accounts, { body: { metadata: { name: 'robot' } } });
  expect(await review(token)).toMatchObject({ error: 'invalid bearer token' });
});
