import { expect, test } from 'vitest';
import { traceResponse, tracesResponse } from '#lib/api/traces-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, sample } from '#lib/graph/testing/traffic.ts';
import { spanOf } from '#lib/traces/testing/spans.ts';
import type { Span, Trace } from '#lib/traces/trace.ts';
import type { Context } from '../context.ts';
import type { BackendSearch, TraceBackend, TraceSource } from '../traces/backend.ts';
import { readGraph } from './graph.ts';
import { at, contextOf, live, type World } from './testing/context.ts';
import { readTrace } from './trace.ts';
import { readTraces, type TracesQuery } from './traces.ts';

const call: Call = { from: 'shop/frontend', to: 'treasury/vault', service: 'treasury/vault' };
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const world: World = {
  snapshot: mesh([
    ...workload('shop', 'frontend'),
    ...workload('treasury', 'vault'),
    service('treasury', 'vault'),
    namespace('shop'),
    namespace('treasury'),
  ]),
  samples: [sample('requests', call, 10)],
};

const upstream = { upstream_cluster: 'outbound|80||vault.treasury.svc.cluster.local' };
const request = (length: number, vault: Pick<Partial<Span>, 'failed'>): readonly Span[] => [
  spanOf('a', null, {
    kind: 'client',
    service: 'frontend.shop',
    operation: 'vault.treasury.svc.cluster.local:80/*',
    duration: length,
    failed: vault.failed ?? false,
    tags: upstream,
  }),
  spanOf('b', 'a', { service: 'vault.treasury', start: 1001, duration: length - 2, ...vault }),
];
const id = (n: number): string => String(n).padStart(32, '0');
const stored: readonly Trace[] = [
  { id: id(1), spans: request(20, {}) },
  { id: id(2), spans: request(90, {}) },
  { id: id(3), spans: request(10, { failed: true }) },
  { id: id(4), spans: [spanOf('x', null, { service: 'frontend.shop', failed: true, duration: 500 })] },
];

interface Backend {
  readonly ctx: Context;
  readonly searches: BackendSearch[];
}

/** A backend that has these traces and gives whole ones only when asked by id, as Tempo does. */
function backendOf(more: Partial<TraceBackend> = {}, namespaces?: readonly string[]): Backend {
  const searches: BackendSearch[] = [];
  const backend: TraceBackend = {
    kind: 'tempo',
    services: () => Promise.resolve(['vault.treasury', 'frontend.shop']),
    search(search) {
      searches.push(search);
      const found = stored.filter(({ spans }) => spans.some((span) => span.service === search.service));
      return Promise.resolve({ ids: found.map((trace) => trace.id), traces: [], unread: 0 });
    },
    trace: (asked) =>
      Promise.resolve({ trace: stored.find((trace) => trace.id === asked) ?? null, unread: 0 }),
    ...more,
  };
  const traces: TraceSource = {
    url: 'http://tempo:3200',
    link: 'https://jaeger.example/trace/{traceId}',
    backend: () => Promise.resolve(backend),
    services: async (signal) => new Set(await backend.services(signal)),
    close: () => Promise.resolve(),
  };
  return { ctx: { ...contextOf({ ...world, namespaces }).ctx, traces }, searches };
}

const asked = async (ctx: Context, more: Partial<TracesQuery> = {}): Promise<TracesQuery> => {
  const [edge] = (await readGraph(ctx, { ...live, namespaces: [], services: false })).graph.edges;
  return { ...live, edge: edge?.id ?? edgeId.parse('none'), node: null, errors: false, min: null, ...more };
};

test('traces of an edge: what failed on it first, then the slowest, and none that did not go along it', async () => {
  const { ctx, searches } = backendOf();
  const answer = tracesResponse.parse(await readTraces(ctx, await asked(ctx)));
  expect(answer.traces.map((trace) => trace.id)).toEqual([id(3), id(2), id(1)]);
  expect(answer).toMatchObject({
    backend: { kind: 'tempo', url: 'http://tempo:3200' },
    lookedAt: 4,
    ends: [
      { end: 'source', found: 'frontend.shop' },
      { end: 'target', found: 'vault.treasury' },
    ],
    missing: [],
  });
  expect(answer.traces[0]).toMatchObject({
    origin: 'vault.treasury failed',
    here: { spans: 2, failed: 2, duration: 10 },
    link: `https://jaeger.example/trace/${id(3)}`,
  });
  expect(searches.map(({ service: name, errors }) => [name, errors])).toEqual([
    ['frontend.shop', true],
    ['frontend.shop', false],
    ['vault.treasury', true],
    ['vault.treasury', false],
  ]);
  expect(searches[0]).toMatchObject({ start: (at - live.window) * 1000, end: at * 1000 });
});

test('a node is asked for by its own name, and what was not wanted is left out whatever the backend gives', async () => {
  const { ctx, searches } = backendOf();
  const node = nodeId.parse('wl/Kubernetes/shop/frontend');
  const answer = await readTraces(ctx, await asked(ctx, { edge: null, node, errors: true, min: 100 }));
  expect(answer.traces.map((trace) => trace.id)).toEqual([id(4)]);
  expect(answer.traces[0]?.here).toBeNull();
  expect(searches).toHaveLength(1);
});

test('without a backend there is nothing, and that is no failure', async () => {
  const { ctx } = backendOf();
  const answer = await readTraces({ ...ctx, traces: undefined }, await asked(ctx));
  expect(tracesResponse.parse(answer)).toMatchObject({ backend: null, traces: [] });
  await expect(readTrace({ ...ctx, traces: undefined }, { ...live, id: id(1) })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a name that the backend does not know is said with what was tried', async () => {
  const { ctx, searches } = backendOf({ services: () => Promise.resolve(['vault']) });
  const { ends } = await readTraces(ctx, await asked(ctx));
  expect(ends.map(({ found }) => found)).toEqual([null, 'vault']);
  expect(ends[0]?.tried).toContain('frontend.shop');
  expect(new Set(searches.map((search) => search.service))).toEqual(new Set(['vault']));
});

const failing = () => Promise.reject(new WeftError('timeout', 'The trace backend did not answer in time.'));

test('a part that fails is told; where all of it fails that is the answer', async () => {
  const { ctx } = backendOf({
    services: failing,
    trace: (wanted) =>
      wanted === id(2) ? failing() : Promise.resolve({ trace: stored[2] ?? null, unread: 0 }),
  });
  const answer = await readTraces(ctx, await asked(ctx));
  expect(answer.traces.map((trace) => trace.id)).toEqual([id(3)]);
  expect(answer.missing.map(({ query }) => query)).toEqual(['names of services', `trace ${id(2)}`]);
  const dead = backendOf({ search: failing });
  await expect(readTraces(dead.ctx, await asked(dead.ctx))).rejects.toMatchObject({ code: 'timeout' });
});

test('where an answer is too large fewer traces are asked for, and that is said', async () => {
  const { ctx } = backendOf();
  const { ctx: large, searches } = backendOf({
    search(search) {
      searches.push(search);
      return search.limit > 4
        ? Promise.reject(new WeftError('too-large', 'The answer of the trace backend is too large.'))
        : Promise.resolve({ ids: [], traces: stored.slice(0, search.limit), unread: 0 });
    },
  });
  const answer = await readTraces(large, await asked(large));
  expect(answer.traces.length).toBe((await readTraces(ctx, await asked(ctx))).traces.length);
  expect(searches.map(({ limit }) => limit).sort((a, b) => a - b)).toEqual([4, 4, 4, 4, 20, 20, 20, 20]);
  expect(answer.missing[0]).toEqual({
    query: 'failed traces of frontend.shop',
    reason: '20 traces are more than Weft takes in at a time: 4 were asked for.',
  });
});

test('who may not read the callee sees that something was called, and no name of it', async () => {
  const { ctx, searches } = backendOf({}, ['shop']);
  const answer = await readTraces(ctx, await asked(ctx));
  expect(answer.traces).toHaveLength(3);
  expect(searches.map((search) => search.service)).toEqual(['frontend.shop', 'frontend.shop']);
  const trace = traceResponse.parse(await readTrace(ctx, { ...live, id: id(3) }));
  expect(trace.spans.map(({ covered }) => covered)).toEqual([false, true]);
  expect(trace.spans[0]?.edge).toMatch(/^hidden\//);
  expect(JSON.stringify([answer, trace])).not.toMatch(/vault|treasury/);
});

test('a trace of which nothing may be seen is not there', async () => {
  const { ctx } = backendOf({}, ['treasury']);
  await expect(readTrace(ctx, { ...live, id: id(4) })).rejects.toMatchObject({ code: 'not-found' });
});

test('a question names an edge or a node', async () => {
  const { ctx } = backendOf();
  await expect(readTraces(ctx, await asked(ctx, { edge: null }))).rejects.toMatchObject({
    code: 'bad-request',
  });
});
