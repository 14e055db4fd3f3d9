import { WeftError } from '#lib/core/error-code.ts';
import { alignToGrid } from '#lib/core/time.ts';
import { type EpochSeconds, type Seconds, seconds } from '#lib/core/units.ts';
import type { KnownBy } from '#lib/prom/queries/known-target.ts';
import type { MatrixRow, VectorRow } from '#lib/prom/series.ts';
import type { Clock } from '../context.ts';
import { observeRefresh } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import type { PromSettings } from '../settings.ts';
import { createCache, orAbort, type SharedCache } from './cache.ts';
import { createPromClient, type PromClient } from './client.ts';
import { keepFinding } from './keep-finding.ts';
import { findKnownBy } from './known-by.ts';
import { createPoller, type Poller } from './poller.ts';
import { type Refresh, refresh } from './refresh.ts';
import { defaultScrapeInterval, findScrapeInterval } from './scrape-interval.ts';
import type { PromSource, TrafficReading } from './source.ts';
import { createSourceState } from './state.ts';

/** Always polled, so that the first viewer finds a graph. */
const defaultWindow = seconds.parse(300);
/**
 * Rows of past moments kept: going back and forth in time asks nothing twice. A row costs about half a kilobyte with its
 * part of the graph: some five moments of a mesh of 1,000 services, two of one of 5,000.
 */
const pastRows = 90_000;
/** Answers about single edges and nodes kept: what one viewer looks at, others look at too. */
const detailAnswers = 128;
/** A row of an answer about every edge weighs this part of an answer about one: a few answers of a large mesh are kept, not 128. */
const rowsOfAnAnswer = 500;

export interface PromSourceOptions {
  readonly settings: PromSettings;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of each refresh and its milliseconds; the server's own metrics unless given. */
  readonly observe?: (refresh: Refresh, took: number, window: Seconds) => void;
  /** For tests; else made from the settings. */
  readonly client?: PromClient;
}

/** The observed side of the mesh, polled from now on until `close`. */
export function createPromSource(options: PromSourceOptions): PromSource {
  const { settings, clock, log } = options;
  const observe = options.observe ?? observeRefresh;
  const client = options.client ?? createPromClient({ settings, clock });
  const closing = new AbortController();
  const state = createSourceState(clock);
  const pollers = new Map<Seconds, Poller>();
  const past = createCache<TrafficReading>(pastRows, ({ samples }) => samples.length);
  const vectors = createCache<readonly VectorRow[]>(
    detailAnswers,
    (rows) => 1 + rows.length / rowsOfAnAnswer,
  );
  const matrices = createCache<readonly MatrixRow[]>(detailAnswers);
  let scrape = settings.scrapeInterval ?? defaultScrapeInterval;
  let knownBy: KnownBy = 'any-series';

  function pollerOf(window: Seconds): Poller {
    const known = pollers.get(window);
    if (known !== undefined) return known;
    const made = createPoller({
      window,
      pinned: window === defaultWindow,
      clock,
      ask: (at, signal) => refresh(client, window, at, knownBy, signal),
      scrapeInterval: () => scrape,
      refreshInterval: settings.refreshInterval,
      onRefresh: (result, took) => {
        state.record(result);
        observe(result, took, window);
        if (result.missing.length > 0) log.warn({ window, missing: result.missing }, 'queries failed');
      },
      onError: (error) => log.error({ window, err: error }, 'polling went wrong'),
    });
    pollers.set(window, made);
    return made;
  }

  async function readPast(window: Seconds, at: EpochSeconds) {
    const result = await refresh(client, window, at, knownBy, closing.signal);
    if (result.failed !== null) throw result.failed;
    const { samples, missing } = result;
    const value = { at, window, scrapeInterval: scrape, samples, missing, stale: null };
    return { value, keep: missing.length === 0 };
  }

  function watchScrapeInterval(): Promise<void> {
    const find = () => findScrapeInterval(client, clock, closing.signal);
    return keepFinding(clock, closing.signal, find, (found) => {
      if (found !== scrape) log.info({ scrapeInterval: found }, 'scrape interval found');
      scrape = found;
    });
  }

  function watchKnownBy(): Promise<void> {
    const find = () => findKnownBy(client, clock, closing.signal);
    return keepFinding(clock, closing.signal, find, (found) => {
      knownBy = found;
    });
  }

  if (settings.scrapeInterval === null) void watchScrapeInterval();
  void watchKnownBy();
  pollerOf(defaultWindow).listen(() => undefined);

  return {
    url: client.url,
    scope: settings.scope,
    reading({ window, at }, signal) {
      if (at === null) return pollerOf(window).latest(signal);
      const moment = alignToGrid(at, scrape);
      if (moment > clock.now() / 1000) {
        return Promise.reject(inTheFuture());
      }
      return orAbort(
        past.get(`${window}:${moment}`, () => readPast(window, moment)),
        signal,
      );
    },
    listen: (window, listener) => pollerOf(window).listen(listener),
    instant: (query, at, signal) =>
      shared(vectors, `${at} ${client.promql(query)}`, signal, async () => {
        return (await client.query(query, at, closing.signal)).vector;
      }),
    range: (query, span, signal) =>
      shared(matrices, `${span.start} ${span.end} ${span.step} ${client.promql(query)}`, signal, async () => {
        return (await client.queryRange(query, span, closing.signal)).matrix;
      }),
    promql: (query) => client.promql(query),
    state: state.now,
    onState: state.subscribe,
    costs: () => [...pollers.values()].flatMap((poller) => poller.costs()),
    scrapeInterval: () => scrape,
    refreshInterval: () => pollerOf(defaultWindow).period(),
    async close() {
      closing.abort();
      for (const poller of pollers.values()) poller.close();
      await client.close();
    },
  };
}

/** Asks once for all who want the same at the same time. The work goes on when one of them leaves. */
function shared<T>(
  cache: SharedCache<T>,
  key: string,
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> {
  return orAbort(
    cache.get(key, async () => ({ value: await ask(), keep: true })),
    signal,
  );
}

const inTheFuture = (): WeftError =>
  new WeftError('bad-request', 'The moment asked for lies in the future.', {
    cure: 'Choose a moment in the past, or follow the present.',
  });
