import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { type NamedQuery, select } from '#lib/prom/promql.ts';
import { closeAfterEach } from '#server/testing/close-after-each.ts';
import { failureOf } from '#server/testing/failure-of.ts';
import { never } from '#server/testing/never.ts';
import { type Script, scriptedServer } from '#server/testing/scripted-server.ts';
import { systemClock } from '../clock.ts';
import { type ClientOptions, createPromClient } from './client.ts';

const opened = closeAfterEach();
const serve = async (script: Script) => opened(await scriptedServer(script)).url;

function client(
  url: string,
  more: Partial<ClientOptions['settings']> = {},
  rest: Partial<ClientOptions> = {},
) {
  const settings = { url, auth: { kind: 'none' } as const, ca: null, headers: {}, scope: [], ...more };
  return opened(createPromClient({ settings, clock: systemClock, ...rest }));
}

const query: NamedQuery = { name: 'up', expr: select('up') };
const at = epochSeconds.parse(1000);
const empty = JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } });

test('posts the query as a form below the path prefix, with scope and headers', async () => {
  const seen: string[] = [];
  const url = await serve((req, res, body) => {
    seen.push(`${req.method} ${req.url}`, req.headers['x-scope-orgid'] as string, body);
    res.end(empty);
  });
  const scoped = client(`${url}/prefix`, {
    headers: { 'X-Scope-OrgID': 'mesh' },
    scope: [{ label: 'mesh_id', value: 'prod' }],
  });
  await scoped.query(query, at, never);
  expect(seen.slice(0, 2)).toEqual(['POST /prefix/api/v1/query', 'mesh']);
  expect(Object.fromEntries(new URLSearchParams(seen[2]))).toEqual({
    query: 'up{mesh_id="prod"}',
    stats: 'all',
    time: '1000',
  });
});

test('basic and bearer credentials; a token file is read again', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((req, res) => {
    seen.push(req.headers.authorization);
    res.end(empty);
  });
  const path = join(tmpdir(), `weft-token-${process.pid}`);
  let now = 0;
  const clock = { ...systemClock, now: () => now };
  await writeFile(path, 'one\n');
  const fromFile = client(url, { auth: { kind: 'bearer-file', path } }, { clock });
  await fromFile.query(query, at, never);
  await writeFile(path, 'two\n');
  now = 6_000;
  await fromFile.query(query, at, never);
  await client(url, { auth: { kind: 'bearer', token: 't' } }).query(query, at, never);
  await client(url, { auth: { kind: 'basic', username: 'u', password: 'ü' } }).query(query, at, never);
  expect(seen).toEqual([
    'Bearer one',
    'Bearer two',
    'Bearer t',
    `Basic ${Buffer.from('u:ü').toString('base64')}`,
  ]);
});

const answers: readonly [name: string, status: number, body: string, says: RegExp][] = [
  ['401', 401, 'Unauthorized', /credentials of Weft \(401\)/],
  ['403 of a proxy', 403, '<html>no</html>', /refuses the identity of Weft \(403\): HTTP 403/],
  ['400', 400, '{"status":"error","errorType":"bad_data","error":"parse error"}', /\(400\): parse error/],
  [
    '422',
    422,
    '{"status":"error","errorType":"execution","error":"too many samples"}',
    /\(422\): too many samples/,
  ],
  ['500', 500, 'boom', /Prometheus failed: boom/],
  ['503 as JSON', 503, '{"status":"error","error":"starting up"}', /Prometheus failed: starting up/],
  ['a redirect', 302, '', /redirect/],
  ['a wrong path', 404, '404 page not found', /no Prometheus API/],
  ['an HTML page', 200, '<!doctype html><title>Sign in</title>', /does not answer in JSON/],
  ['JSON that breaks off', 200, empty.slice(0, 40), /broke off/],
  ['JSON of another API', 200, '{"ok":true}', /its API does not define/],
  ['an error with status 200', 200, '{"status":"error","error":"odd"}', /Prometheus failed: odd/],
];

test.each(answers)('%s is told apart', async (_name, status, body, says) => {
  const url = await serve((_req, res) => res.writeHead(status).end(body));
  const error = await failureOf(
    client(url, { auth: { kind: 'bearer', token: 'sekret' } }).query(query, at, never),
  );
  expect(error.message).toMatch(says);
  expect(error.cure).not.toBeNull();
  expect(JSON.stringify(error) + error.message + error.stack).not.toContain('sekret');
});

test('a body that ends before its announced length is truncated', async () => {
  const url = await serve((_req, res) => {
    res.writeHead(200, { 'content-length': '5000' });
    res.write('{"status":"success"');
    res.socket?.end();
  });
  expect((await failureOf(client(url).query(query, at, never))).message).toMatch(/broke off/);
});

test('nobody listening is down', async () => {
  const { url, close } = await scriptedServer(() => undefined);
  await close();
  const error = await failureOf(client(url).query(query, at, never));
  expect(error.message).toMatch(/cannot be reached: ECONNREFUSED/);
});

test('the timeout covers a body that never ends', async () => {
  const url = await serve((_req, res) => {
    res.writeHead(200);
    res.write('{"status":');
  });
  const error = await failureOf(client(url, {}, { timeoutMs: 50 }).query(query, at, never));
  expect(error.code).toBe('timeout');
});

test('an aborted caller is cancelled, also while it waits for a free slot', async () => {
  const url = await serve(() => undefined);
  const one = client(url, {}, { concurrency: 1 });
  const first = new AbortController();
  const second = new AbortController();
  const asked = [one.query(query, at, first.signal), one.query(query, at, second.signal)].map(failureOf);
  second.abort();
  first.abort();
  for (const error of await Promise.all(asked)) expect(error.message).toMatch(/cancelled/);
});

test('at most so many queries are in flight', async () => {
  let now = 0;
  let most = 0;
  const url = await serve((_req, res) => {
    now += 1;
    most = Math.max(most, now);
    setImmediate(() => {
      now -= 1;
      res.end(empty);
    });
  });
  const two = client(url, {}, { concurrency: 2 });
  await Promise.all(Array.from({ length: 12 }, () => two.query(query, at, never)));
  expect(most).toBeLessThanOrEqual(2);
});

test('a kept connection that the server closed is no failure', async () => {
  let asked = 0;
  const url = await serve((_req, res) => {
    asked += 1;
    if (asked === 2) res.socket?.destroy();
    else res.end(empty);
  });
  const same = client(url);
  await same.query(query, at, never);
  await same.query(query, at, never);
  expect(asked).toBe(3);
});

test('warnings, cost and gaps come through', async () => {
  const url = await serve((req, res) =>
    res.end(
      JSON.stringify({
        status: 'success',
        warnings: ['partial response'],
        data: req.url?.endsWith('query_range')
          ? { resultType: 'matrix', result: [{ metric: {}, values: [[1, '+Inf']] }] }
          : {
              resultType: 'vector',
              result: [{ metric: {}, value: [1, 'NaN'] }],
              stats: { samples: { totalQueryableSamples: 12 } },
            },
      }),
    ),
  );
  const asked = client(url);
  const answer = await asked.query(query, at, never);
  expect(answer).toMatchObject({ warnings: ['partial response'], samples: 12, vector: [{ value: null }] });
  const span = { start: at, end: at, step: seconds.parse(15) };
  const range = await asked.queryRange(query, span, never);
  expect(range.matrix).toEqual([{ labels: {}, points: [[1, null]] }]);
});
