import type { StreamEvent } from '#lib/api/stream-contract.ts';
import { epochSeconds, type Seconds } from '#lib/core/units.ts';
import type { Clock, Context } from '../context.ts';
import { metrics } from './metrics.ts';

const heartbeat = 15_000;
/** Bytes that may wait for a reader. Events are about a hundred bytes: one this far behind is not reading. */
const mostQueued = 1_048_576;
/** Heartbeats that may find events still waiting before the reader is given up. */
const mostMissed = 4;

export interface StreamOptions {
  readonly window: Seconds;
  /** Registers what ends the stream when the process does; returns its own undo. */
  readonly onShutdown: (close: () => void) => () => void;
  /** Aborted when the client goes away. */
  readonly gone: AbortSignal;
  /** Aborted when the viewer's session ends: the client is told by the end of the stream. */
  readonly signedOut: AbortSignal;
}

/** What an event stream listens to. */
export type StreamContext = Pick<Context, 'kube' | 'prom' | 'clock'>;

/**
 * The events of one browser, as server-sent events. They carry versions alone: what changed is fetched by GET. A reader that does not
 * read is dropped, for what is written for it stays in memory.
 */
export function eventStream(ctx: StreamContext, options: StreamOptions): Response {
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = feed(ctx, options, controller);
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 16_384 }),
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

type Controller = ReadableStreamDefaultController<Uint8Array>;

/** Subscribes to everything and writes it; returns what undoes it all. */
function feed(ctx: StreamContext, options: StreamOptions, controller: Controller): () => void {
  const { kube, prom, clock } = ctx;
  const { streams, droppedStreams } = metrics();
  const over = new AbortController();
  const undo: (() => void)[] = [];

  function end(close: () => void): void {
    if (over.signal.aborted) return;
    over.abort();
    for (const each of undo.splice(0)) each();
    streams.dec();
    close();
  }

  function drop(): void {
    droppedStreams.inc();
    end(() => controller.error(new Error('The reader is too slow.')));
  }

  function send(event: StreamEvent): void {
    if (over.signal.aborted) return;
    controller.enqueue(encode(event));
    if ((controller.desiredSize ?? 0) < -mostQueued) drop();
  }

  const status = () => send({ type: 'status' });
  const hello = () => send({ type: 'hello', now: epochSeconds.parse(Math.round(clock.now() / 1000)) });
  const finish = () => end(() => controller.close());
  streams.inc();
  hello();
  undo.push(
    prom.listen(options.window, ({ at, window }) =>
      send({ type: 'graph', window, at, snapshotVersion: kube.snapshot().version }),
    ),
    kube.subscribe(({ version }) => send({ type: 'snapshot', version })),
    prom.onState(status),
    kube.onStatus(status),
    options.onShutdown(finish),
  );
  const left = () => end(() => undefined);
  undo.push(onAbort(options.gone, left), onAbort(options.signedOut, finish));
  void beat(clock, over.signal, { hello, drop, waiting: () => (controller.desiredSize ?? 0) < 16_384 });
  return left;
}

/** Runs `then` when the signal is aborted, at once if it is already. Returns its own undo. */
function onAbort(signal: AbortSignal, then: () => void): () => void {
  if (signal.aborted) then();
  signal.addEventListener('abort', then, { once: true });
  return () => signal.removeEventListener('abort', then);
}

interface Beating {
  readonly hello: () => void;
  readonly drop: () => void;
  readonly waiting: () => boolean;
}

async function beat(clock: Clock, over: AbortSignal, { hello, drop, waiting }: Beating): Promise<void> {
  let missed = 0;
  while (!over.aborted) {
    await clock.after(heartbeat, over);
    if (over.aborted) return;
    missed = waiting() ? missed + 1 : 0;
    if (missed >= mostMissed) return drop();
    hello();
  }
}

const encoder = new TextEncoder();
const encode = (event: StreamEvent): Uint8Array => encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
