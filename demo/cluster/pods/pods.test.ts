import { PassThrough, Writable } from 'node:stream';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';

let cluster: TestCluster;
const pods = '/api/v1/namespaces/default/pods';
const lines = [
  '2026-01-01T00:00:00.000Z one',
  '2026-01-01T00:01:00.000Z two',
  '2026-01-01T00:02:00.000Z three',
];
const listeners = new Set<(line: string) => void>();

beforeAll(async () => {
  cluster = await startTestCluster({
    clock: () => Date.parse('2026-01-01T00:02:30Z'),
    podLogs: (_pod, container) =>
      container === 'quiet'
        ? null
        : {
            lines: () => lines,
            subscribe: (listener) => {
              listeners.add(listener);
              return () => listeners.delete(listener);
            },
          },
    podAdmin: (pod, port, path) =>
      port === 15000 ? { status: 200, contentType: 'text/plain', body: `${pod.name} ${path}` } : null,
  });
  const containers = ['app', 'istio-proxy', 'quiet'].map((name) => ({ name, image: 'i' }));
  await cluster.call('POST', pods, { body: { metadata: { name: 'p' }, spec: { containers } } });
});
afterAll(() => cluster.stop());

const log = (query: string) => cluster.call('GET', `${pods}/p/log?${query}`);

test('the tail of a log, and what is young enough', async () => {
  expect((await log('container=app')).text).toBe(`${lines.join('\n')}\n`);
  expect((await log('container=app&tailLines=1')).text).toBe(`${lines[2]}\n`);
  expect((await log('container=app&sinceSeconds=100')).text).toBe(`${lines[1]}\n${lines[2]}\n`);
  expect((await log('container=app&limitBytes=5')).text).toBe('2026-');
  expect((await log('container=app&tailLines=1&timestamps=true')).text).toBe(
    `2026-01-01T00:02:00.000Z ${lines[2]}\n`,
  );
  expect((await log('container=quiet')).text).toBe('');
});

test('a container has to be named among several, and be one of them', async () => {
  expect((await log('')).body).toMatchObject({
    code: 400,
    message: 'a container name must be specified for pod p, choose one of: [app istio-proxy quiet]',
  });
  expect((await log('container=nope')).body.message).toBe('container nope is not valid for pod p');
  expect((await cluster.call('GET', `${pods}/none/log`)).status).toBe(404);
  expect((await cluster.call('GET', `${pods}/p/log?container=app`, { user: 'shop-only' })).status).toBe(403);
});

test('a followed log goes on and lets go of its source', async () => {
  const stream = await cluster.watch(`${pods}/p/log?container=app&follow=true`);
  await vi.waitFor(() => expect(listeners.size).toBe(1));
  for (const listener of listeners) listener('four');
  await vi.waitFor(() => expect(stream.events).toHaveLength(4));
  stream.close();
  await vi.waitFor(() => expect(listeners.size).toBe(0));
});

/** Sends an HTTP request through client-node's port-forward and returns all that comes back. */
async function forwarded(user: string, port: number): Promise<{ data: string; errors: string }> {
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfigPath);
  config.setCurrentContext(user);
  const received = { data: '', errors: '' };
  const collect = (key: 'data' | 'errors') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        received[key] += chunk.toString();
        done();
      },
    });
  const input = new PassThrough();
  const socket = await new PortForward(config).portForward(
    'default',
    'p',
    [port],
    collect('data'),
    collect('errors'),
    input,
  );
  input.write('GET /stats HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  await vi.waitFor(() => expect(received.data + received.errors).not.toBe(''));
  if ('close' in socket) socket.close();
  return received;
}

test('port-forward over WebSocket channels reaches the admin endpoint', async () => {
  expect((await forwarded('admin', 15000)).data).toMatch(/^HTTP\/1\.1 200 OK.*p \/stats$/s);
  expect((await forwarded('admin', 9999)).errors).toContain('connection refused');
});

test('port-forward needs the right to it', async () => {
  await expect(forwarded('shop-only', 15000)).rejects.toThrow();
});
