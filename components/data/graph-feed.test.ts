import { expect, test } from 'vitest';
import { testEdge, testGraph, testNode } from '#components/graph/scene/fixture.ts';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { statusResponse } from '#lib/api/status-contract.ts';
import { graphDelta } from './graph-delta.ts';
import { GraphFeed, type GraphWorker } from './graph-feed.ts';
import type { GraphAnswer, GraphAsk } from './graph-protocol.ts';

class FakeWorker implements GraphWorker {
  readonly asks: GraphAsk[] = [];
  readonly #message: ((event: MessageEvent<GraphAnswer>) => void)[] = [];
  readonly #error: (() => void)[] = [];
  ended = false;

  postMessage(ask: GraphAsk): void {
    this.asks.push(ask);
  }
  addEventListener(type: 'message', listener: (event: MessageEvent<GraphAnswer>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  addEventListener(type: 'message' | 'error', listener: (event: MessageEvent<GraphAnswer>) => void): void {
    if (type === 'message') this.#message.push(listener);
    else this.#error.push(() => listener(new MessageEvent('error')));
  }
  terminate(): void {
    this.ended = true;
  }
  answer(data: GraphAnswer): void {
    for (const listener of this.#message) listener(new MessageEvent('message', { data }));
  }
  fail(): void {
    for (const listener of this.#error) listener();
  }
}

function setUp() {
  const workers: FakeWorker[] = [];
  const feed = new GraphFeed(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { feed, workers };
}

const graph = (rate: number): GraphResponse => ({
  graph: testGraph([testNode('shop/a')], [testEdge('shop/a > shop/a', rate)]),
  stale: null,
});
const isLive = { phase: 'live', since: 1_763_722_000, lastGood: 1_763_722_000, reason: null } as const;
const sources = statusResponse.parse({
  version: '1',
  viewer: { mode: 'local', user: 'me', namespaces: null },
  identity: { context: null, user: 'weft', server: 'https://kubernetes' },
  now: 1_763_722_000,
  scrapeInterval: 15,
  refreshInterval: 15,
  kubernetes: { ...isLive, cluster: 'Kubernetes', serverVersion: null, kinds: [] },
  findings: null,
  incidents: null,
  faults: 0,
  prometheus: { ...isLive, url: 'http://prometheus', queries: [] },
  namespaces: [],
});
const live = () => new AbortController().signal;

test('an answer that nobody waits for any more is still what the next one follows on', async () => {
  const { feed, workers } = setUp();
  const abort = new AbortController();
  const first = feed.graph('/one', abort.signal);
  const second = feed.graph('/two', live());
  abort.abort();
  await expect(first).rejects.toThrow('Nobody waits for the answer any more.');
  workers[0]?.answer({ id: 1, delta: graphDelta(null, graph(1)) });
  workers[0]?.answer({ id: 2, delta: graphDelta(graph(1), graph(2)) });
  expect(await second).toEqual(graph(2));
  expect(workers[0]?.asks).toEqual([
    { type: 'graph', id: 1, path: '/one' },
    { type: 'graph', id: 2, path: '/two' },
    { type: 'abort', id: 1 },
  ]);
});

test('a status comes by the same way and leaves the graph as it was', async () => {
  const { feed, workers } = setUp();
  const status = feed.status('/status', live());
  const next = feed.graph('/one', live());
  workers[0]?.answer({ id: 1, status: sources });
  workers[0]?.answer({ id: 2, delta: graphDelta(null, graph(4)) });
  expect([await status, await next]).toEqual([sources, graph(4)]);
  expect(workers[0]?.asks[0]).toEqual({ type: 'status', id: 1, path: '/status' });
});

test('what is measured of edges comes by the same way', async () => {
  const { feed, workers } = setUp();
  const asked = feed.measures('/measures', live());
  const { at, window } = graph(1).graph;
  const measures = { at, window, of: ['p95' as const], edges: [], promql: [], missing: [] };
  workers[0]?.answer({ id: 1, measures });
  expect(await asked).toEqual(measures);
  expect(workers[0]?.asks).toEqual([{ type: 'measures', id: 1, path: '/measures' }]);
});

test('what the API refuses is thrown as an ApiError, what does not reach it as fetch throws it', async () => {
  const { feed, workers } = setUp();
  const forbidden = { code: 'forbidden', message: 'No.', cure: null, requestId: 'r1' } as const;
  const refused = feed.graph('/one', live());
  const lost = feed.graph('/two', live());
  workers[0]?.answer({ id: 1, error: forbidden });
  workers[0]?.answer({ id: 2, error: null });
  await expect(refused).rejects.toMatchObject({ ...forbidden, name: 'ApiError' });
  await expect(lost).rejects.toThrow(TypeError);
});

test('a worker that cannot run is replaced, and the new one starts from nothing', async () => {
  const { feed, workers } = setUp();
  const first = feed.graph('/one', live());
  workers[0]?.fail();
  await expect(first).rejects.toThrow(TypeError);
  const second = feed.graph('/one', live());
  workers[1]?.answer({ id: 2, delta: graphDelta(null, graph(3)) });
  expect(await second).toEqual(graph(3));
  expect(workers.map((worker) => worker.ended)).toEqual([true, false]);
});
