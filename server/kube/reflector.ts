import type { KubeObject } from '#lib/k8s/object.ts';
import type { Clock } from '#server/context.ts';
import { Backoff } from './backoff.ts';
import type { KubeClient } from './client.ts';
import { Doubt } from './doubt.ts';
import { asKubeFailure, isExpired, KubeFailure } from './kube-failure.ts';
import { type Keep, listAll } from './list.ts';
import { watchEvents } from './watch-events.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** How one collection does. `forbidden` and `gone` are answers of the server, `lost` is contact lost. */
export type ReflectorState =
  | { readonly phase: 'live' }
  | { readonly phase: 'lost'; readonly reason: string }
  | { readonly phase: 'forbidden'; readonly reason: string }
  | { readonly phase: 'gone' };

/** Where a reflector puts what it learns, in the form in which it is kept. */
export interface ReflectorSink {
  /** The whole collection, after a list. */
  replace(objects: readonly KubeObject[]): void;
  upsert(object: KubeObject): void;
  /** The object as the server last had it, not trimmed. */
  remove(object: KubeObject): void;
  state(state: ReflectorState): void;
  /** Any sign of life from the server. */
  contact(): void;
}

export interface ReflectorOptions {
  readonly client: KubeClient;
  readonly path: string;
  readonly keep: Keep;
  readonly sink: ReflectorSink;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** The server ends a watch after about this long; silence well beyond it means that the connection is dead. */
const watchSeconds = 240;
const idleGraceMs = 15_000;
/** A forbidden or absent kind is asked for again this often. */
const slowRetryMs = 60_000;

/**
 * Keeps a sink equal to a collection until `signal` is aborted: lists, watches with bookmarks, resumes from the last
 * version it saw, lists again when that has expired, and waits with jittered backoff while the server fails.
 */
export async function reflect(options: ReflectorOptions): Promise<void> {
  const { sink, clock, signal } = options;
  const backoff = new Backoff(options.random);
  let version: string | null = null;
  const doubt = new Doubt();
  while (!signal.aborted) {
    try {
      version ??= await list(options);
      const ended = await watchFrom(options, version, doubt, (seen) => {
        version = seen;
        backoff.reset();
      });
      // A watch that ends at once, time after time, must not become a storm of requests.
      if (ended.quiet) await clock.after(backoff.next(), signal);
      else backoff.reset();
    } catch (cause) {
      if (signal.aborted) return;
      const failure = asKubeFailure(cause);
      const believed = isRefusal(failure) && !doubt.of(clock.now());
      if (isExpired(failure)) version = null;
      else sink.state(believed ? refusal(failure) : { phase: 'lost', reason: whyUnreadable(failure) });
      if (believed) version = null;
      await clock.after(believed ? slowRetryMs * (0.75 + 0.5 * options.random()) : backoff.next(), signal);
    }
  }
}

/**
 * Hands the whole collection to the sink; resolves with the version to watch from. A function of its own: what a suspended
 * function has in a variable stays in memory, and `reflect` is suspended for as long as the watch runs.
 */
async function list({ client, path, keep, sink, signal }: ReflectorOptions): Promise<string> {
  const { objects, resourceVersion } = await listAll(client, path, keep, signal);
  sink.replace(objects);
  sink.contact();
  sink.state({ phase: 'live' });
  return resourceVersion;
}

const isRefusal = ({ status }: KubeFailure): boolean => status === 403 || status === 404;

const refusal = ({ status, message }: KubeFailure): ReflectorState =>
  status === 403 ? { phase: 'forbidden', reason: message } : { phase: 'gone' };

/** One watch, to its end. `seen` is told each version to resume from. `quiet`: it ended early and said nothing. */
async function watchFrom(
  options: ReflectorOptions,
  version: string,
  doubt: Doubt,
  seen: (version: string) => void,
): Promise<{ quiet: boolean }> {
  const { client, keep, sink, clock, path } = options;
  const timeout = Math.round(watchSeconds * (1 + options.random() / 4));
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: String(timeout),
  });
  const idle = watchdog(clock, timeout * 1000 + idleGraceMs, options.signal);
  const began = clock.now();
  let events = 0;
  try {
    const chunks = await client.stream(`${path}?${query}`, idle.signal);
    doubt.answered();
    sink.contact();
    sink.state({ phase: 'live' });
    for await (const event of watchEvents(alive(chunks, idle))) {
      events += 1;
      sink.contact();
      const kept = event.type === 'upsert' ? keep(event.object) : null;
      if (kept !== null) sink.upsert(kept);
      if (event.type === 'delete') sink.remove(event.object);
      seen(event.resourceVersion);
    }
    return { quiet: events === 0 && clock.now() - began < 1000 };
  } catch (cause) {
    if (idle.expired())
      throw new KubeFailure(null, 'The watch fell silent: no answer beyond its own time limit.');
    throw cause;
  } finally {
    idle.stop();
  }
}

async function* alive(
  chunks: AsyncIterable<Uint8Array>,
  idle: { touch(): void },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    idle.touch();
    yield chunk;
  }
}

/** A signal that aborts with `parent`, or when `touch` has not been called for `ms`. */
function watchdog(clock: Clock, ms: number, parent: AbortSignal) {
  const controller = new AbortController();
  const signal = AbortSignal.any([parent, controller.signal]);
  const stopped = new AbortController();
  let last = clock.now();
  let expired = false;
  const run = async () => {
    while (!stopped.signal.aborted) {
      const left = last + ms - clock.now();
      if (left <= 0) {
        expired = true;
        controller.abort();
        return;
      }
      await clock.after(left, stopped.signal);
    }
  };
  void run();
  return {
    signal,
    touch: () => {
      last = clock.now();
    },
    expired: () => expired,
    stop: () => stopped.abort(),
  };
}
