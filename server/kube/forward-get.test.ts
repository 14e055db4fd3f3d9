import { expect, onTestFinished, test, vi } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { never } from '#server/testing/never.ts';
import { type ForwardLimits, forwardGet } from './forward-get.ts';
import { type FakeForward, type ForwardedConnection, fakeForward } from './testing/fake-forward.ts';

const pod = { cluster: clusterId.parse('Kubernetes'), namespace: 'shop', name: 'cart-1', port: 15000 };
const limits = { timeoutMs: 5000, mostBytes: 1000 };

async function serving(answer: Parameters<typeof fakeForward>[0]): Promise<FakeForward> {
  const fake = await fakeForward(answer);
  onTestFinished(() => fake.close());
  return fake;
}

const ask = (
  { config }: FakeForward,
  { token = null, ...own }: Partial<ForwardLimits> & { token?: string | null } = {},
  signal = never,
) => forwardGet(config, { ...pod, path: '/certs', token }, signal, { ...limits, ...own });

const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`;

test('one GET, as the viewer alone where there is a token, and the connection is closed after it', async () => {
  let received = '';
  const fake = await serving((connection) => {
    received = connection.received();
    connection.send('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhe');
    connection.send('llo\r\n0\r\n\r\n');
  });
  expect(await ask(fake)).toEqual({ status: 200, body: 'hello', bytes: 5 });
  expect(received).toMatch(/^GET \/certs HTTP\/1\.1\r\nhost: localhost\r\n/);
  await ask(fake, { token: 'viewers' });
  const path = '/api/v1/namespaces/shop/pods/cart-1/portforward?ports=15000';
  expect(fake.upgrades).toEqual([`GET ${path} Bearer own`, `GET ${path} Bearer viewers`]);
  await vi.waitFor(() => expect(fake.open()).toBe(0));
});

test('an answer of the pod is one whatever its status', async () => {
  const fake = await serving(({ send }) => send('HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno'));
  expect(await ask(fake)).toMatchObject({ status: 404, body: 'no' });
});

test('a right that is missing is named', async () => {
  const fake = await serving({ refused: { code: 403, message: 'User "dev" cannot get pods/portforward' } });
  await expect(ask(fake)).rejects.toMatchObject({
    code: 'forbidden',
    message: 'User "dev" cannot get pods/portforward',
    cure: expect.stringContaining('`create pods/portforward` in namespace shop'),
  });
});

test.each([
  [404, 'not-found', 'Pod shop/cart-1 does not exist (any more).'],
  [502, 'unavailable', 'error dialing backend'],
])('a refusal by %d', async (code, weft, message) => {
  const fake = await serving({ refused: { code, message: 'error dialing backend' } });
  await expect(ask(fake)).rejects.toMatchObject({ code: weft, message });
});

const broken: readonly [string, (connection: ForwardedConnection) => void, object][] = [
  [
    'a port on which nobody listens',
    ({ refuse }) => refuse('connection refused'),
    { code: 'unavailable', message: 'Port 15000 of pod shop/cart-1 cannot be reached: connection refused' },
  ],
  [
    'a pod that closes midway',
    ({ send, close }) => {
      send(`${head(100)}half`);
      close();
    },
    { code: 'unavailable', message: expect.stringMatching(/^Pod shop\/cart-1 broke off its answer: /) },
  ],
  [
    'something that does not speak HTTP',
    ({ send }) => send('\u0000\u0001 redis\r\n'),
    { code: 'unavailable', message: expect.stringContaining('broke off its answer') },
  ],
  [
    'an answer above the bound, told ahead or not',
    ({ send }) => {
      send('HTTP/1.1 200 OK\r\n\r\n');
      for (let i = 0; i < 20; i++) send('x'.repeat(100));
    },
    { code: 'too-large', message: expect.stringContaining('larger than') },
  ],
];

test.each(broken)('%s', async (_, answer, error) => {
  const fake = await serving(answer);
  await expect(ask(fake)).rejects.toMatchObject(error);
  await vi.waitFor(() => expect(fake.open()).toBe(0));
});

test('an answer that never ends is timed out, and that is said', async () => {
  const fake = await serving(({ send }) => send(`${head(100)}half`));
  await expect(ask(fake, { timeoutMs: 150 })).rejects.toMatchObject({
    code: 'timeout',
    message: 'Pod shop/cart-1 did not end its answer within 0.15 s.',
  });
  await vi.waitFor(() => expect(fake.open()).toBe(0));
});

test('who goes away takes the connection along', async () => {
  const gone = new AbortController();
  const fake = await serving(() => gone.abort());
  await expect(ask(fake, {}, gone.signal)).rejects.toBeDefined();
  await vi.waitFor(() => expect(fake.open()).toBe(0));
});

test('an API server that does not answer', async () => {
  const fake = await fakeForward(() => undefined);
  await fake.close();
  await expect(ask(fake)).rejects.toMatchObject({
    code: 'unavailable',
    cure: 'Check that the API server can be reached.',
  });
});
