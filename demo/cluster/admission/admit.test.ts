import { createServer, type Server } from 'node:https';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Json, type JsonObject, objectAt, parseJson } from '#lib/core/json.ts';
import { startTestCluster, type TestCluster, virtualService } from '../testing/test-cluster.ts';

let cluster: TestCluster;
let server: Server;
let url: string;
/** Requests of the reviews that reached the webhook, and how it answers. */
let asked: JsonObject[] = [];
let response: JsonObject = { allowed: true };

const configurations = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
const services = '/apis/networking.istio.io/v1/namespaces/default/virtualservices';

beforeAll(async () => {
  cluster = await startTestCluster();
  const { certPem, keyPem } = await cluster.ca.issue(['127.0.0.1']);
  server = createServer({ cert: certPem, key: keyPem }, (incoming, outgoing) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    incoming.on('end', () => {
      const request = objectAt(parseJson(text), 'request');
      asked.push(request);
      outgoing.end(JSON.stringify({ response: { uid: request.uid, ...response } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the webhook has no port');
  url = `https://127.0.0.1:${address.port}/validate`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await cluster.stop();
});

beforeEach(async () => {
  asked = [];
  response = { allowed: true };
  await cluster.call('DELETE', configurations);
});

const rules: Json = [
  {
    apiGroups: ['networking.istio.io'],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    resources: ['virtualservices'],
  },
];

const register = async (changes: JsonObject = {}) => {
  const bundle = Buffer.from(cluster.caPem).toString('base64');
  const hook: JsonObject = {
    name: 'rules.example.com',
    clientConfig: { url, caBundle: bundle },
    rules,
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    failurePolicy: 'Fail',
    ...changes,
  };
  const answer = await cluster.call('POST', configurations, {
    body: { metadata: { name: 'rules' }, webhooks: [hook] },
  });
  expect(answer.status).toBe(201);
};
const create = (name: string, query = '') =>
  cluster.call('POST', `${services}${query}`, { body: virtualService(name, 'default', { app: name }) });

test('a denial stops the write in the webhook’s own words', async () => {
  await register();
  response = { allowed: false, status: { code: 400, message: 'weights are odd' } };
  const { status, body } = await create('denied');
  expect(status).toBe(400);
  expect(body.message).toBe('admission webhook "rules.example.com" denied the request: weights are odd');
  response = { allowed: false };
  expect((await create('denied')).body).toMatchObject({
    code: 403,
    message: 'admission webhook "rules.example.com" denied the request without explanation',
  });
  expect((await cluster.call('GET', `${services}/denied`)).status).toBe(404);
});

test('warnings become headers, dry runs are passed on, every operation is asked about', async () => {
  await register();
  response = { allowed: true, warnings: ['weights do not sum to 100'] };
  const { headers } = await create('warned', '?dryRun=All');
  expect(headers.warning).toBe('299 - "weights do not sum to 100"');
  await create('warned');
  await cluster.call('PATCH', `${services}/warned`, {
    body: { spec: { hosts: ['x'] } },
    type: 'application/merge-patch+json',
  });
  await cluster.call('DELETE', `${services}/warned`);
  expect(asked.map(({ operation, dryRun }) => [operation, dryRun])).toEqual([
    ['CREATE', true],
    ['CREATE', false],
    ['UPDATE', false],
    ['DELETE', false],
  ]);
  expect(asked[2]).toMatchObject({
    oldObject: { spec: { hosts: ['warned'] } },
    object: { spec: { hosts: ['x'] } },
  });
  expect(asked[3]).toMatchObject({ object: null, userInfo: { username: 'admin' } });
});

test('selectors and rules decide who is asked; another version of the kind is the same kind', async () => {
  await register({ objectSelector: { matchLabels: { app: 'one' } } });
  await create('one');
  await create('two');
  expect(asked.map((request) => request.name)).toEqual(['one']);
  await cluster.call('PATCH', `${services.replace('/v1/', '/v1beta1/')}/one`, {
    body: { spec: { hosts: ['x'] } },
    type: 'application/merge-patch+json',
  });
  expect(asked).toHaveLength(2);
  await cluster.call('DELETE', configurations);
  await register({ namespaceSelector: { matchLabels: { checked: 'yes' } } });
  await create('three');
  expect(asked).toHaveLength(2);
});

test('a webhook that cannot be asked fails the write or is passed over, as its policy says', async () => {
  await register({
    clientConfig: { service: { name: 'istiod', namespace: 'istio-system', path: '/validate' } },
  });
  const failed = await create('unreachable');
  expect(failed.body).toMatchObject({ code: 500, reason: 'InternalError' });
  expect(failed.body.message).toContain('failed calling webhook "rules.example.com"');
  await cluster.call('DELETE', configurations);
  await register({
    clientConfig: { service: { name: 'istiod', namespace: 'istio-system' } },
    failurePolicy: 'Ignore',
  });
  expect((await create('unreachable')).status).toBe(201);
});
