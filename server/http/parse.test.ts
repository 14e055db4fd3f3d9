import { expect, test } from 'vitest';
import { z } from 'zod';
import { edgeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { params, parseBody, parseParams } from './parse.ts';

const get = (path: string) => new Request(`http://weft${path}`);

test('what the product links to is understood', () => {
  const time = { window: seconds.parse(600), at: epochSeconds.parse(1_700_000_000) };
  expect(parseParams(get(apiPaths.graph(time, ['shop', 'bank'], true)), params.graph)).toEqual({
    ...time,
    namespaces: ['shop', 'bank'],
    services: true,
    ...meshGraph,
  });
  const id = edgeId.parse('wl/Kubernetes/shop/a|wl/Kubernetes/shop/b|http|-');
  expect(parseParams(get(apiPaths.edge(id, { ...time, at: null })), params.edge)).toEqual({
    id,
    window: 600,
    at: null,
    namespaces: [],
    services: false,
    ...meshGraph,
  });
  const asked = {
    graph: 'versioned-app',
    idle: true,
    operations: true,
    waypoints: true,
    http: 'none',
    grpc: 'received',
    tcp: 'sent',
    ambient: 'ztunnel',
  } as const;
  expect(parseParams(get(apiPaths.graph(time, [], false, asked)), params.graph)).toMatchObject(asked);
  const shown = { asked, namespaces: ['shop'], services: true };
  expect(parseParams(get(apiPaths.edge(id, time, shown)), params.edge)).toEqual({
    id,
    ...time,
    namespaces: ['shop'],
    services: true,
    ...asked,
  });
  expect(
    parseParams(get(apiPaths.measures(['request-throughput', 'p95'], time, shown)), params.measures),
  ).toEqual({ of: ['p95', 'request-throughput'], ...time, namespaces: ['shop'], services: true, ...asked });
  const object = refTo('Namespace', 'shop', null);
  expect(parseParams(get(apiPaths.object(object)), params.object)).toEqual(object);
  expect(parseParams(get(apiPaths.stream(300)), params.stream)).toEqual({ window: 300 });
});

test('measures are named, each once', () => {
  expect(parseParams(get('/api/v1/measures?of=p99,p99'), params.measures).of).toEqual(['p99']);
  for (const given of ['of=p95,p42', 'of=', '']) {
    expect(() => parseParams(get(`/api/v1/measures?${given}`), params.measures)).toThrow(/"of"/);
  }
});

test('defaults: five minutes, the present, all namespaces', () => {
  expect(parseParams(get('/api/v1/graph'), params.graph)).toEqual({
    window: 300,
    at: null,
    namespaces: [],
    services: false,
    ...meshGraph,
  });
});

test.each([
  ['window=299', /"window" must be one of 60, 300/],
  ['window=3e2', /"window" must be a whole number/],
  ['window=', /"window" must be a whole number/],
  ['at=-5', /"at" must be a whole number/],
  ['at=now', /"at"/],
  ['namespaces=shop,../etc', /"namespaces" must be namespace names/],
  ['services=yes', /"services"/],
  ['graph=apps', /"graph"/],
  ['nope=1', /"nope" is not known here/],
  ['window=60&window=300', /"window" is given twice/],
])('%s is refused by name', (query, says) => {
  expect(() => parseParams(get(`/api/v1/graph?${query}`), params.graph)).toThrow(says);
  expect(() => parseParams(get(`/api/v1/graph?${query}`), params.graph)).toThrow(
    expect.objectContaining({ code: 'bad-request' }),
  );
});

test('a missing parameter is named', () => {
  expect(() => parseParams(get('/api/v1/edge'), params.edge)).toThrow('Parameter "id" is missing.');
});

const post = (body: string) => new Request('http://weft/api', { method: 'POST', body });
const schema = z.object({ token: z.string().min(1) });

test('a body that does not fit is refused without repeating it', async () => {
  expect(await parseBody(post('{"token":"t"}'), schema)).toEqual({ token: 't' });
  for (const body of ['{"token":42}', 'secret', '{"secret":"s"}']) {
    const error = await parseBody(post(body), schema).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'bad-request' });
    expect(String(error)).not.toContain('secret');
  }
  await expect(parseBody(post(`"${'x'.repeat(200_000)}"`), schema)).rejects.toMatchObject({
    code: 'too-large',
  });
});
