import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveQueryApi } from '../query-api.ts';
import { type RealPrometheusOptions, startRealPrometheus } from '../real-prometheus.ts';
import type { SampleStore } from '../sample-store.ts';
import { compareServers, type Question } from './compare.ts';

/** The query API and a real Prometheus over the same samples. */
export interface Pair {
  readonly ours: string;
  readonly theirs: string;
  /** Differences in words, none where both agree on every question. */
  compare(questions: Iterable<Question>): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts both over a store; the real one gets its samples as `backfill` says. */
export async function startPair(
  store: SampleStore,
  backfill: NonNullable<RealPrometheusOptions['backfill']>,
): Promise<Pair> {
  const dir = await mkdtemp(join(tmpdir(), 'weft-prometheus-'));
  const clock = (): number => store.bounds()?.maxTime ?? 0;
  const api = await serveQueryApi({ store, clock });
  const real = await startRealPrometheus({
    dir,
    store,
    metricsUrl: null,
    scrapeIntervalSeconds: 15,
    backfill,
  });
  return {
    ours: api.url,
    theirs: real.url,
    compare: (questions) => compareServers(api.url, real.url, questions),
    async close() {
      await Promise.all([api.close(), real.close()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Each query at five times of the store's history and over its second half. */
export function* questionsOver(store: SampleStore, queries: readonly string[]): Generator<Question> {
  const { minTime, maxTime } = store.bounds() ?? { minTime: 0, maxTime: 0 };
  const at = (share: number): number => Math.round(minTime + share * (maxTime - minTime)) / 1000;
  for (const query of queries) {
    for (const share of [0.1, 0.35, 0.5, 0.77, 1]) yield { query, at: at(share) };
    yield { query, start: at(0.5), end: at(1), step: 97 };
  }
}
