import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { jaegerAnswer, tempoAnswer } from '#lib/traces/testing/otlp.ts';
import { closeAfterEach } from '#server/testing/close-after-each.ts';
import { failureOf } from '#server/testing/failure-of.ts';
import { never } from '#server/testing/never.ts';
import { type Script, scriptedServer } from '#server/testing/scripted-server.ts';
import { systemClock } from '../clock.ts';
import type { TraceSettings } from '../settings.ts';
import type { TraceHttpOptions } from './ask.ts';
import type { TraceSource } from './backend.ts';
import { createTraceSource } from './source.ts';

const opened = closeAfterEach();
const serve = async (script: Script) => opened(await scriptedServer(script)).url;

function source(
  url: string,
  more: Partial<TraceSettings> = {},
  options: Omit<Partial<TraceHttpOptions>, 'settings' | 'clock'> = {},
): TraceSource {
  const settings = { url, kind: null, link: null, auth: { kind: 'none' }, ca: null, headers: {} } as const;
  return opened(createTraceSource({ ...settings, ...more }, systemClock, options));
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const json =
  (value: unknown): Script =>
  (_request, response) =>
    response.end(JSON.stringify(value));

const search = {
  service: 'a"b&c',
  errors: true,
  minDuration: 250,
  start: 1_772_442_000_000,
  end: 1_772_442_300_000,
  limit: 20,
};

test('Jaeger is asked in its form, with headers and credentials', async () => {
  const seen: IncomingMessage[] = [];
  const url = await serve((request, response) => {
    seen.push(request);
    json(jaegerAnswer)(request, response, '');
  });
  const auth = { kind: 'bearer', token: 't0ken' } as const;
  const jaeger = await source(`${url}/prefix`, {
    kind: 'jaeger',
    auth,
    headers: { 'X-Scope-OrgID': 'a' },
  }).backend(never);
  const answer = await jaeger.search(search, never);
  expect(answer.ids).toEqual([traceId]);
  expect(answer.traces[0]?.spans).toHaveLength(2);
  const asked = new URL(seen[0]?.url ?? '', url);
  expect(asked.pathname).toBe('/prefix/api/v3/traces');
  expect(Object.fromEntries(asked.searchParams)).toEqual({
    'query.service_name': 'a"b&c',
    'query.start_time_min': '2026-03-02T09:00:00.000Z',
    'query.start_time_max': '2026-03-02T09:05:00.000Z',
    'query.num_traces': '20',
    'query.duration_min': '250ms',
    'query.attributes': '{"error":"true"}',
  });
  expect(seen[0]?.headers).toMatchObject({
    authorization: 'Bearer t0ken',
    'x-scope-orgid': 'a',
    accept: 'application/json',
  });
});

test('Tempo is asked in its form', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url ?? '');
    const found = { traces: [{ traceID: traceId, rootServiceName: 'x' }, { traceID: 'no id' }] };
    json(request.url?.startsWith('/api/search') ? found : tempoAnswer)(request, response, '');
  });
  const tempo = await source(url, { kind: 'tempo' }).backend(never);
  expect(await tempo.search(search, never)).toEqual({ ids: [traceId], traces: [], unread: 0 });
  expect(new URL(seen[0] ?? '', url).searchParams.get('q')).toBe(
    '{ resource.service.name = "a\\"b&c" && status = error && traceDuration >= 250ms }',
  );
  expect((await tempo.trace(traceId, never)).trace?.spans).toHaveLength(1);
  expect(seen[1]).toBe(`/api/traces/${traceId}`);
});

test('what answers is found out, once', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/api/search/tag/service.name/values')
      return json({ tagValues: ['cart.shop'] })(request, response, '');
    response.writeHead(404).end('404 page not found');
  });
  const traces = source(url);
  expect((await traces.backend(never)).kind).toBe('tempo');
  expect([...(await traces.services(never))]).toEqual(['cart.shop']);
  await traces.services(never);
  expect(seen).toHaveLength(3);
});

test('what is neither says so', async () => {
  const url = await serve((_request, response) => response.end('<html>Sign in</html>'));
  const { message, cure } = await failureOf(source(url).backend(never));
  expect(message).toMatch(
    /^WEFT_TRACES answers neither as Jaeger nor as Tempo: .*\/api\/v3\/services.*a web page/,
  );
  expect(cure).toMatch(/WEFT_TRACES_KIND/);
});

test('no trace of an id is no failure, and neither is none found', async () => {
  const none = { error: { httpCode: 404, message: 'No traces found' } };
  const url = await serve((_request, response) => response.writeHead(404).end(JSON.stringify(none)));
  const jaeger = await source(url, { kind: 'jaeger' }).backend(never);
  expect(await jaeger.search(search, never)).toEqual({ ids: [], traces: [], unread: 0 });
  expect(await jaeger.trace(traceId, never)).toEqual({ trace: null, unread: 0 });
  const tempo = await source(url, { kind: 'tempo' }).backend(never);
  expect((await tempo.trace(traceId, never)).trace).toBeNull();
});

test('a trace of another id than was asked for is not taken', async () => {
  const url = await serve(json(jaegerAnswer));
  const jaeger = await source(url, { kind: 'jaeger' }).backend(never);
  expect((await jaeger.trace('4bf92f3577b34da6a3ce929d0e0e4737', never)).trace).toBeNull();
});

const services = async (url: string, options = {}) =>
  failureOf(source(url, { kind: 'jaeger' }, options).services(never));

test('a backend that hangs before or amid its answer is given up, and it is said what came', async () => {
  const silent = await serve(() => undefined);
  expect(await services(silent, { timeoutMs: 60 })).toMatchObject({
    code: 'timeout',
    message: 'The trace backend did not answer in time: GET /api/v3/services, nothing within 0.06 s.',
  });
  const halting = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"services":["cart');
  });
  expect((await services(halting, { timeoutMs: 150 })).message).toMatch(/18\sB of the answer within 0.15 s/);
});

test('Weft gives up by itself when its time for all questions is over', async () => {
  const url = await serve(() => undefined);
  const traces = source(url, { kind: 'jaeger' });
  expect((await failureOf(traces.services(AbortSignal.timeout(40)))).code).toBe('timeout');
});

test.each([
  [
    'a web page',
    (_: unknown, r: ServerResponse) => r.end('<!doctype html>'),
    /does not answer in JSON: .*a web page/,
  ],
  ['half of an answer', (_: unknown, r: ServerResponse) => r.end('{"services":["a'), /broke off/],
  [
    'an error with status 200',
    json({ error: 'no storage' }),
    /form that its API does not define.*no storage/,
  ],
  [
    'a failure',
    (_: unknown, r: ServerResponse) => r.writeHead(500).end('boom'),
    /failed: .*HTTP 500 with "boom"/,
  ],
  ['nothing', (_: unknown, r: ServerResponse) => r.end(), /an empty body/],
  [
    'a redirect',
    (_: unknown, r: ServerResponse) => r.writeHead(302, { location: '/login' }).end(),
    /redirect/,
  ],
  ['a refusal', (_: unknown, r: ServerResponse) => r.writeHead(401).end(), /refuses the identity/],
  ['too many requests', (_: unknown, r: ServerResponse) => r.writeHead(429).end(), /fewer questions/],
] as const)('%s is told as what it is', async (_name, handler, says) => {
  expect((await services(await serve(handler))).message).toMatch(says);
});

test('a connection that is cut off amid the answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"services":', () => response.destroy());
  });
  expect((await services(url)).message).toMatch(/broke off: .*after 12\sB/);
});

test('an answer without end is not taken in', async () => {
  const url = await serve((_request, response) => {
    const more = () => {
      while (response.write('"x",'.repeat(4096)));
    };
    response.on('drain', more);
    more();
  });
  expect(await services(url, { mostBody: 100_000 })).toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/over 100\skB/),
  });
});

test('nobody listens', async () => {
  const { url, close } = await scriptedServer(() => undefined);
  await close();
  expect((await services(url)).message).toMatch(/cannot be reached: GET \/api\/v3\/services, ECONNREFUSED/);
});

test('a password is in no error', async () => {
  const url = await serve((_request, response) => response.writeHead(401).end());
  const auth = { kind: 'basic', username: 'me', password: 'hunter2' } as const;
  const { message } = await failureOf(source(url, { kind: 'jaeger', auth }).services(never));
  expect(message).not.toMatch(/hunter2|Basic/);
});
