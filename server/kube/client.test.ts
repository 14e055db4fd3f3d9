import { afterEach, expect, test } from 'vitest';
import { never } from '#server/testing/never.ts';
import { createKubeClient, type KubeClient } from './client.ts';
import { FakeApi } from './testing/fake-api.ts';

const api = new FakeApi(['Service']);
let client: KubeClient;

async function start(): Promise<void> {
  await api.start();
  client = createKubeClient(api.config());
}
afterEach(async () => {
  api.script = () => null;
  await client.close();
  await api.stop();
});

test('requests carry the server’s own credentials, or the viewer’s and nothing of ours', async () => {
  await start();
  const seen: (string | undefined)[] = [];
  api.script = (_url, request) => {
    seen.push(request.headers.authorization);
    return { body: {} };
  };
  await client.request({ path: '/x', signal: never });
  await client.request({ path: '/x', token: 'theirs', signal: never });
  expect(seen).toEqual(['Bearer own-token', 'Bearer theirs']);
});

test('an error keeps the server’s text and reason', async () => {
  await start();
  api.script = () => ({
    status: 403,
    body: { kind: 'Status', reason: 'Forbidden', message: 'services is forbidden' },
  });
  const failure = { status: 403, reason: 'Forbidden', message: 'services is forbidden' };
  await expect(client.request({ path: '/x', signal: never })).rejects.toMatchObject(failure);
  await expect(client.stream('/x', never)).rejects.toMatchObject(failure);
});

test('an error that is no JSON, and a success that is none', async () => {
  await start();
  api.script = () => ({ status: 502, body: '<html>Bad Gateway</html>' });
  await expect(client.request({ path: '/x', signal: never })).rejects.toMatchObject({ status: 502 });
  api.script = () => ({ status: 200, body: '{"cut' });
  await expect(client.request({ path: '/x', signal: never })).rejects.toMatchObject({ status: null });
});

test('no answer is a failure without a status', async () => {
  await start();
  await api.stop();
  await expect(client.request({ path: '/x', signal: never })).rejects.toMatchObject({
    status: null,
    message: expect.stringContaining('ECONNREFUSED'),
  });
});
