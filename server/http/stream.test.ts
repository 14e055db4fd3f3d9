import { expect, test } from 'vitest';
import { type StreamEvent, streamEvent } from '#lib/api/stream-contract.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { emptySnapshot, type MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { TrafficReading } from '../prom/source.ts';
import { manualClock } from '../prom/testing/manual-clock.ts';
import { metrics } from './metrics.ts';
import { eventStream, type StreamContext } from './stream.ts';

const window = seconds.parse(300);
const reading: TrafficReading = {
  at: epochSeconds.parse(1_000),
  window,
  scrapeInterval: seconds.parse(15),
  samples: [],
  missing: [],
  stale: null,
};

function subject<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    listeners,
    tell: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    add: (listener: (value: T) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function open() {
  const graphs = subject<TrafficReading>();
  const snapshots = subject<MeshSnapshot>();
  const prom = subject<void>();
  const kube = subject<void>();
  const ends = subject<void>();
  const clock = manualClock(5_000_000);
  const gone = new AbortController();
  const signingOut = new AbortController();
  const ctx = {
    clock,
    prom: {
      listen: (_: unknown, listener: (r: TrafficReading) => void) => graphs.add(listener),
      onState: prom.add,
    },
    kube: { snapshot: () => emptySnapshot, subscribe: snapshots.add, onStatus: kube.add },
    // The stream touches no more of its context than this.
  } as unknown as StreamContext;
  const response = eventStream(ctx, {
    window,
    onShutdown: ends.add,
    gone: gone.signal,
    signedOut: signingOut.signal,
  });
  const body = response.body;
  if (body === null) throw new Error('the stream has no body');
  const all = [graphs, snapshots, prom, kube, ends];
  const subscribed = () => all.reduce((sum, { listeners }) => sum + listeners.size, 0);
  return {
    response,
    reader: body.getReader(),
    graphs,
    snapshots,
    prom,
    kube,
    ends,
    clock,
    gone,
    signingOut,
    subscribed,
  };
}

type Reader = ReturnType<typeof open>['reader'];

async function next(reader: Reader): Promise<StreamEvent | null> {
  const { value, done } = await reader.read();
  if (done) return null;
  const text = new TextDecoder().decode(value);
  expect(text).toMatch(/^data: .*\n\n$/);
  return streamEvent.parse(JSON.parse(text.slice('data: '.length)));
}

test('greets, then carries versions alone', async () => {
  const { response, reader, graphs, snapshots, prom } = open();
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await next(reader)).toEqual({ type: 'hello', now: 5_000 });
  graphs.tell(reading);
  snapshots.tell({ ...emptySnapshot, version: 7 });
  prom.tell();
  expect(await next(reader)).toEqual({ type: 'graph', window: 300, at: 1_000, snapshotVersion: 0 });
  expect(await next(reader)).toEqual({ type: 'snapshot', version: 7 });
  expect(await next(reader)).toEqual({ type: 'status' });
});

test('greets again every 15 s', async () => {
  const { reader, clock } = open();
  await next(reader);
  await clock.advance(15_000);
  expect(await next(reader)).toEqual({ type: 'hello', now: 5_015 });
});

test.each(['the client leaves', 'the server shuts down', 'the session ends', 'the body is cancelled'])(
  'when %s nothing stays subscribed',
  async (how) => {
    const { reader, gone, signingOut, ends, subscribed } = open();
    await next(reader);
    expect(subscribed()).toBe(5);
    if (how === 'the client leaves') gone.abort();
    else if (how === 'the server shuts down') ends.tell();
    else if (how === 'the session ends') signingOut.abort();
    else await reader.cancel();
    expect(subscribed()).toBe(0);
    if (how === 'the server shuts down' || how === 'the session ends') expect(await next(reader)).toBeNull();
  },
);

test('a reader with more than a megabyte waiting is dropped', async () => {
  const dropped = async () => (await metrics().droppedStreams.get()).values[0]?.value ?? 0;
  const before = await dropped();
  const { reader, snapshots, subscribed } = open();
  for (let version = 0; subscribed() > 0 && version < 100_000; version += 1) {
    snapshots.tell({ ...emptySnapshot, version });
  }
  expect(subscribed()).toBe(0);
  expect(await dropped()).toBe(before + 1);
  await expect(reader.read()).rejects.toThrow('too slow');
});

test('a reader that reads nothing for a minute is dropped, one that does is not', async () => {
  const slow = open();
  await slow.clock.advance(75_000);
  expect(slow.subscribed()).toBe(0);
  const quick = open();
  await next(quick.reader);
  for (let i = 0; i < 8; i += 1) {
    await quick.clock.advance(15_000);
    expect(await next(quick.reader)).toMatchObject({ type: 'hello' });
  }
  expect(quick.subscribed()).toBe(5);
});
