import { expect, test } from '@playwright/test';
import { errorBody } from '#lib/api/error-contract.ts';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { statusResponse } from '#lib/api/status-contract.ts';
import { ask, fromSetup, get, secretsOfDemo } from './support/api.ts';
import { graphCanvas } from './support/page.ts';

test('a foreign Host is refused: a rebound name does not open the door @built-in', async () => {
  const answer = await ask('/api/v1/status', { headers: { host: 'evil.example' } });
  expect([403, 421]).toContain(answer.status);
  expect(answer.body).toContain('WEFT_ALLOWED_HOSTS');
});

test('a foreign Origin may not write, nor open the stream @built-in', async () => {
  const headers = { origin: 'http://evil.example', 'content-type': 'application/json' };
  const post = await ask('/api/v1/session', { method: 'POST', headers, body: '{"token":"x"}' });
  expect(post.status).toBe(403);
  expect((await ask('/api/v1/stream?window=300', { headers })).status).toBe(403);
});

test('pages carry a strict policy: scripts by nonce alone, no frames @built-in', async () => {
  const { headers } = await ask('/graph');
  const policy = String(headers['content-security-policy']);
  const scripts = policy.split(';').find((d) => d.trim().startsWith('script-src')) ?? '';
  expect(scripts).toMatch(/'nonce-[\w+/=-]{16,}'/);
  expect(scripts).not.toContain('unsafe-inline');
  expect(scripts).not.toContain('unsafe-eval');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('no policy violation, no error and no request to anybody else while the graph page lives @built-in', async ({
  page,
}) => {
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (sent) => {
    if (/^https?:/.test(sent.url()) && new URL(sent.url()).origin !== new URL(fromSetup('WEFT_URL')).origin)
      wrong.push(sent.url());
  });
  await page.goto(`${fromSetup('WEFT_URL')}/graph`);
  await expect(graphCanvas(page)).toBeVisible();
  await expect(page.getByText(/of \d+ edges/)).toBeVisible();
  expect(wrong).toEqual([]);
});

test('no token is in anything that the browser gets @built-in', async () => {
  const secrets = secretsOfDemo();
  expect(secrets.length).toBeGreaterThan(0);
  for (const path of [
    '/graph',
    '/api/v1/status',
    '/api/v1/graph?window=300',
    '/api/v1/openapi.json',
    '/metrics',
  ]) {
    const { body } = await ask(path);
    for (const secret of secrets) expect(body.includes(secret), path).toBe(false);
  }
});

test('the API speaks its contract, errors included @built-in', async () => {
  const status = await get('/api/v1/status', statusResponse);
  expect(status.kubernetes.phase).toBe('live');
  expect(status.identity.context).toBe('admin');
  const { graph } = await get('/api/v1/graph?window=300', graphResponse);
  expect(graph.edges.length).toBeGreaterThan(5);
  const wrong = await ask('/api/v1/graph?window=banana');
  expect(wrong.status).toBe(400);
  expect(errorBody.parse(JSON.parse(wrong.body)).error.message).toContain('window');
  const openapi = JSON.parse((await ask('/api/v1/openapi.json')).body);
  expect(Object.keys(openapi.paths)).toContain('/api/v1/graph');
});

test('liveness, readiness and metrics are for the cluster @built-in', async () => {
  expect((await ask('/livez')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/metrics')).body).toMatch(/^# TYPE weft_/m);
});
