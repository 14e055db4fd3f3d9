import type { IncomingMessage } from 'node:http';
import { KubeConfig } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { LogAsked } from '#server/context.ts';
import { closeAfterEach } from '#server/testing/close-after-each.ts';
import { never } from '#server/testing/never.ts';
import { type Script, scriptedServer } from '#server/testing/scripted-server.ts';
import { createKubeClient } from './client.ts';
import { type LogBounds, readLog } from './read-log.ts';

const opened = closeAfterEach();

const bounds: LogBounds = { timeoutMs: 400, bytes: 3_000_000, lineBytes: 1000, lines: 50 };
const asked: LogAsked = {
  namespace: 'shop',
  pod: 'cart-1',
  container: 'istio-proxy',
  previous: false,
  since: null,
  until: null,
  tail: 200,
};

/** Reads the log from a server that answers as it likes. */
async function readFrom(
  script: Script,
  more: Partial<LogAsked> = {},
  within: Partial<LogBounds> = {},
  signal = never,
) {
  const { url } = opened(await scriptedServer(script));
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'scripted', server: url, skipTLSVerify: true },
    { name: 'weft', token: 'own-token' },
  );
  const client = opened(createKubeClient(config));
  return readLog(client, { ...asked, ...more }, { token: 'the-viewers' }, signal, { ...bounds, ...within });
}

const sends =
  (...chunks: readonly (string | Uint8Array)[]): Script =>
  (_request, response) => {
    for (const chunk of chunks) response.write(chunk);
    response.end();
  };
const refuses =
  (status: number, message: string): Script =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ kind: 'Status', message }));
  };

test('asks as the viewer, for one container and within bounds', async () => {
  const seen: IncomingMessage[] = [];
  const log = await readFrom(
    (request, response) => {
      seen.push(request);
      response.end('a\nb\n');
    },
    { since: 1_767_607_257_900, previous: true },
  );
  expect(log).toEqual({
    lines: [
      { text: 'a', bytes: 1 },
      { text: 'b', bytes: 1 },
    ],
    bytes: 4,
    cut: null,
  });
  const url = new URL(seen[0]?.url ?? '', 'http://x');
  expect(seen[0]?.headers.authorization).toBe('Bearer the-viewers');
  expect(url.pathname).toBe('/api/v1/namespaces/shop/pods/cart-1/log');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    container: 'istio-proxy',
    timestamps: 'true',
    limitBytes: '3000000',
    previous: 'true',
    sinceTime: '2026-01-05T10:00:57Z',
    tailLines: '200',
  });
});

test('lines end with LF or CRLF, the last with nothing; other bytes are taken as they are', async () => {
  const log = await readFrom(
    sends('one\r\ntw', 'o\n', new Uint8Array([0x66, 0xff, 0xc3, 0x0a, 0, 0x1b]), '[31mlast\rx'),
  );
  expect(log.lines.map(({ text }) => text)).toEqual([
    'one',
    'two',
    'f\ufffd\ufffd',
    '\u0000\u001b[31mlast\rx',
  ]);
});

test('of a line of 1 MB the start is kept, and how long it is', async () => {
  const log = await readFrom(sends('x'.repeat(1_048_576), '\nnext\n'));
  expect(log.lines.map(({ text, bytes }) => [text.length, bytes])).toEqual([
    [1000, 1_048_576],
    [4, 4],
  ]);
});

test('half a line and silence: what came is there, and that it broke off', async () => {
  const log = await readFrom((_request, response) => response.write('whole\nhalf a li'));
  expect(log.lines.map(({ text }) => text)).toEqual(['whole', 'half a li']);
  expect(log.cut).toMatchObject({ by: 'timeout', reason: expect.stringContaining('within 0.4 s') });
});

test('a server that never answers, or not beyond its head, is given up', async () => {
  await expect(readFrom(() => undefined)).rejects.toMatchObject({ code: 'timeout' });
  await expect(readFrom((_request, response) => response.flushHeaders())).rejects.toMatchObject({
    code: 'timeout',
  });
});

test('a connection that breaks leaves what came', async () => {
  const log = await readFrom((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('one\ntwo\n', () => response.destroy());
  });
  expect(log.lines).toHaveLength(2);
  expect(log.cut?.by).toBe('broken');
});

test('a server that ignores every bound is cut off', async () => {
  let open = true;
  const log = await readFrom((_request, response) => {
    response.on('close', () => {
      open = false;
    });
    const pour = () => {
      while (open && response.write('y'.repeat(65_536)));
      response.once('drain', pour);
    };
    pour();
  });
  expect(log.bytes).toBe(3_000_000);
  expect(log.lines).toEqual([{ text: 'y'.repeat(1000), bytes: 3_000_000 }]);
  expect(log.cut?.by).toBe('bytes');
  await expect.poll(() => open).toBe(false);
});

test('more lines than are read are said', async () => {
  const log = await readFrom(sends('z\n'.repeat(70)));
  expect([log.lines.length, log.cut?.by]).toEqual([50, 'bytes']);
});

test.each([
  [
    403,
    'pods "cart-1" is forbidden',
    { code: 'forbidden', cure: 'The right to get pods/log in namespace shop is missing.' },
  ],
  [404, 'pods "cart-1" not found', { code: 'not-found', message: 'The pod cart-1 is gone.' }],
  [
    400,
    'container "istio-proxy" in pod "cart-1" is waiting to start: PodInitializing',
    { code: 'invalid', message: expect.stringContaining('waiting to start') },
  ],
  [
    500,
    'Get "https://node:10250/containerLogs": dial tcp: connection refused',
    { code: 'unavailable', message: expect.stringContaining('cannot get the log from the pod’s node') },
  ],
  [401, 'Unauthorized', { code: 'unauthenticated' }],
])('status %i is told', async (status, message, expected) => {
  await expect(readFrom(refuses(status, message))).rejects.toMatchObject(expected);
});

test('a container that never ran before has no previous log', async () => {
  const answer = refuses(400, 'previous terminated container "istio-proxy" in pod "cart-1" not found');
  await expect(readFrom(answer, { previous: true })).rejects.toMatchObject({
    message: expect.stringContaining('no previous log'),
  });
});

test('for who went away nothing is read', async () => {
  const gone = readFrom(() => undefined, {}, {}, AbortSignal.abort());
  await expect(gone).rejects.toThrow(/aborted/);
});

test('of a moment that is over nothing is read beyond it, and nothing of it is missing', async () => {
  let sent = 0;
  const log = await readFrom(
    (_request, response) => {
      const timer = setInterval(() => {
        sent += 1;
        response.write(`2026-01-05T10:00:${String(sent % 60).padStart(2, '0')}Z line ${sent}\n`);
      }, 1);
      response.once('close', () => clearInterval(timer));
    },
    { tail: null, since: Date.parse('2026-01-05T10:00:00Z'), until: Date.parse('2026-01-05T10:00:05Z') },
    { timeoutMs: 5000 },
  );
  expect(log.cut).toBeNull();
  expect(log.lines.some(({ text }) => text.includes('10:00:05'))).toBe(true);
  expect(log.lines.length).toBeLessThan(50);
});
