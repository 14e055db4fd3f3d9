import type { QueryCost } from '#lib/api/status-contract.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import { alignToGrid } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import type { Clock } from '../context.ts';
import { orAbort } from './cache.ts';
import type { Refresh } from './refresh.ts';
import type { TrafficReading } from './source.ts';

/** A window that nobody has asked for this long is polled no more. */
const lease = 60_000;

/** Queries may take this share of the time between two refreshes; slower ones stretch it. */
const busyShare = 0.3;

export interface PollerOptions {
  readonly window: Seconds;
  /** Keeps polling although nobody listens. */
  readonly pinned: boolean;
  readonly clock: Clock;
  readonly ask: (at: EpochSeconds, signal: AbortSignal) => Promise<Refresh>;
  readonly scrapeInterval: () => Seconds;
  readonly refreshInterval: Seconds;
  /** Told of each refresh: its result, how long it took in milliseconds. */
  readonly onRefresh: (refresh: Refresh, took: number, at: EpochSeconds) => void;
  /** Told of what nobody expected to be thrown: by a refresh, by whoever hears of it or by a listener. Polling goes on. */
  readonly onError: (error: unknown) => void;
}

export interface Poller {
  /** The newest reading; waits for the first one. Throws what the refresh failed with when none was ever good. */
  latest(signal: AbortSignal): Promise<TrafficReading>;
  listen(listener: (reading: TrafficReading) => void): () => void;
  costs(): readonly QueryCost[];
  /** Time between two refreshes as it is now. */
  period(): Seconds;
  close(): void;
}

type Outcome = { readonly reading: TrafficReading } | { readonly error: unknown };

/** Polls one window for all its viewers, while there are any. Refreshes end on a grid that all viewers share. */
export function createPoller(options: PollerOptions): Poller {
  const { window, clock } = options;
  const listeners = new Set<(reading: TrafficReading) => void>();
  const closing = new AbortController();
  let outcome: Outcome | null = null;
  let costs: readonly QueryCost[] = [];
  let tookSeconds = 0;
  let askedAt = clock.now();
  let running = false;
  let first: Promise<void> | null = null;

  const wanted = () => options.pinned || listeners.size > 0 || clock.now() - askedAt < lease;

  function period(): Seconds {
    const scrape = options.scrapeInterval();
    const least = Math.max(options.refreshInterval, tookSeconds / busyShare);
    return seconds.parse(Math.max(1, Math.ceil(least / scrape)) * scrape);
  }

  async function tick(): Promise<void> {
    const start = clock.now();
    const now = epochSeconds.parse(start / 1000);
    const at = alignToGrid(now, options.scrapeInterval());
    const result = await askSafely(at);
    if (closing.signal.aborted) return;
    const took = clock.now() - start;
    tookSeconds = took / 1000;
    costs = result.costs;
    const settled = settle(outcome, result, { at, window, now, scrapeInterval: options.scrapeInterval() });
    outcome = settled;
    guarded(() => options.onRefresh(result, took, at));
    if (!('reading' in settled)) return;
    for (const listener of listeners) guarded(() => listener(settled.reading));
  }

  /** One listener that throws takes neither the others nor the poller with it. */
  function guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      options.onError(error);
    }
  }

  /** `ask` tells of a failure in its result. If it throws all the same, that is a failed refresh like any other. */
  async function askSafely(at: EpochSeconds): Promise<Refresh> {
    try {
      return await options.ask(at, closing.signal);
    } catch (failed) {
      if (!closing.signal.aborted) options.onError(failed);
      return { samples: [], missing: [], costs: [], failed: failed ?? new Error('The refresh failed.') };
    }
  }

  async function loop(): Promise<void> {
    while (wanted() && !closing.signal.aborted) {
      first = tick();
      await first;
      const every = period() * 1000;
      const next = Math.floor(clock.now() / every) * every + every;
      await clock.after(next - clock.now(), closing.signal);
    }
    running = false;
    first = null;
    // What was good is old by the time that somebody asks again.
    outcome = null;
  }

  function wake(): void {
    askedAt = clock.now();
    if (running) return;
    running = true;
    void loop();
  }

  return {
    async latest(signal) {
      wake();
      if (outcome === null && first !== null) await orAbort(first, signal);
      if (outcome !== null && 'reading' in outcome) return outcome.reading;
      throw outcome?.error ?? new WeftError('unavailable', 'The server is shutting down.');
    },
    listen(listener) {
      listeners.add(listener);
      wake();
      return () => {
        listeners.delete(listener);
        askedAt = clock.now();
      };
    },
    costs: () => costs,
    period,
    close: () => closing.abort(),
  };
}

interface Moment {
  readonly at: EpochSeconds;
  readonly window: Seconds;
  readonly now: EpochSeconds;
  readonly scrapeInterval: Seconds;
}

/** The last good reading is kept, marked stale since the first refresh that failed. */
function settle(before: Outcome | null, result: Refresh, moment: Moment): Outcome {
  if (result.failed === null) {
    const { at, window, scrapeInterval } = moment;
    const { samples, missing } = result;
    return { reading: { at, window, scrapeInterval, samples, missing, stale: null } };
  }
  if (before === null || 'error' in before) return { error: result.failed };
  const reason = isWeftError(result.failed) ? result.failed.message : 'The refresh failed.';
  const since = before.reading.stale?.since ?? moment.now;
  return { reading: { ...before.reading, stale: { reason, since } } };
}
