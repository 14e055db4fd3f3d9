import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAuthority } from '#demo/cluster/tls/certificate-authority.ts';
import { type Json, type JsonObject, objectAt, parseJson, textsAt } from '#lib/core/json.ts';
import { type IstioWebhook, serveIstioWebhook } from './serve-webhook.ts';

let folder: string;
let caPem: string;
let webhook: IstioWebhook;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'webhook-'));
  const ca = await loadAuthority(folder);
  caPem = ca.caPem;
  webhook = await serveIstioWebhook({ ca });
});

afterAll(async () => {
  await webhook.close();
  await rm(folder, { recursive: true });
});

/** Posts over TLS that only the cluster's CA vouches for. */
function post(body: string): Promise<{ status: number; body: Json }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(webhook.url, { method: 'POST', ca: caPem }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        resolve({ status, body: status === 200 ? parseJson(text) : text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const review = (spec: JsonObject, operation = 'CREATE'): string =>
  JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u',
      operation,
      object: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'DestinationRule',
        metadata: { name: 'a' },
        spec,
      },
    },
  });

test('a good object is let through, its warnings with it', async () => {
  const { body } = await post(
    review({ host: 'a', trafficPolicy: { loadBalancer: { simple: 'LEAST_CONN' } } }),
  );
  const response = objectAt(body, 'response');
  expect(response).toMatchObject({ uid: 'u', allowed: true });
  expect(textsAt(response, 'warnings')).toHaveLength(1);
});

test('a bad object is refused with every reason', async () => {
  const { body } = await post(review({ host: '', subsets: [{ name: '' }] }));
  expect(objectAt(body, 'response').allowed).toBe(false);
  expect(objectAt(objectAt(body, 'response'), 'status').message).toContain(
    'configuration is invalid: 2 errors',
  );
});

test('a deletion is always let through', async () => {
  const { body } = await post(review({ host: '' }, 'DELETE'));
  expect(objectAt(body, 'response').allowed).toBe(true);
});

test('what is no review is a bad request', async () => {
  expect((await post('{}')).status).toBe(400);
  expect((await post('not json')).status).toBe(400);
});
