import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arbitraryQuery } from './agreement/arbitrary-query.ts';
import { fixedQueries } from './agreement/fixed-queries.ts';
import { firstScrapeMs, generateSamples, lastScrapeMs } from './agreement/generated-samples.ts';
import { type Pair, questionsOver, startPair } from './agreement/pair.ts';
import { weftQueries } from './agreement/weft-queries.ts';
import { findProgram } from './real/find-program.ts';
import { SampleStore } from './sample-store.ts';

const installed = findProgram('prometheus') !== null && findProgram('promtool') !== null;
if (!installed)
  console.warn('not run: agreement with Prometheus, because prometheus and promtool are not in PATH');

describe.skipIf(!installed)('over the same samples, staleness markers included, a real Prometheus', () => {
  const store = new SampleStore();
  let pair: Pair;

  beforeAll(async () => {
    generateSamples(store, 7, { staleness: true });
    pair = await startPair(store, 'remote-write');
  }, 60_000);
  afterAll(() => pair?.close());

  test('answers every query that Weft sends alike', { timeout: 120_000 }, async () => {
    expect(await pair.compare(questionsOver(store, weftQueries()))).toEqual([]);
  });

  test('answers and refuses queries chosen by hand alike', { timeout: 120_000 }, async () => {
    expect(await pair.compare(questionsOver(store, fixedQueries))).toEqual([]);
  });

  test('answers generated queries alike', { timeout: 300_000 }, async () => {
    const time = fc.integer({ min: firstScrapeMs, max: lastScrapeMs + 600_000 }).map((ms) => ms / 1000);
    await fc.assert(
      fc.asyncProperty(arbitraryQuery(), time, async (query, at) => {
        const range = { query, start: at - 500, end: at, step: 61 };
        expect(await pair.compare([{ query, at }, range])).toEqual([]);
      }),
      { seed: 20, numRuns: 600 },
    );
  });

  test('counts the samples a query reads alike', { timeout: 60_000 }, async () => {
    for (const query of countedQueries) {
      expect({ query, samples: await samplesRead(pair.ours, query) }).toEqual({
        query,
        samples: await samplesRead(pair.theirs, query),
      });
    }
  });
});

describe.skipIf(!installed)('with blocks that promtool made of the same samples, a real Prometheus', () => {
  const store = new SampleStore();
  let pair: Pair;

  beforeAll(async () => {
    generateSamples(store, 11, { staleness: false });
    pair = await startPair(store, 'promtool');
  }, 60_000);
  afterAll(() => pair?.close());

  test('answers every query that Weft sends alike', { timeout: 120_000 }, async () => {
    expect(await pair.compare(questionsOver(store, weftQueries()))).toEqual([]);
  });
});

const countedQueries = [
  'istio_requests_total',
  'rate(istio_requests_total[5m])',
  'sum(rate(istio_requests_total[5m])) / sum(rate(istio_requests_total[5m] offset 5m))',
  'istio_requests_total unless istio_requests_total offset 5m',
  'max_over_time(sum(rate(istio_requests_total[1m]))[10m:1m])',
  'sum(temperature @ 1700001000) + sum(up)',
  'timestamp(temperature)',
  ...weftQueries(),
];

async function samplesRead(url: string, query: string): Promise<unknown> {
  const results: unknown[] = [];
  for (const path of [
    `query?time=${lastScrapeMs / 1000}`,
    `query_range?start=${lastScrapeMs / 1000 - 900}&end=${lastScrapeMs / 1000}&step=60`,
  ]) {
    const response = await fetch(`${url}/api/v1/${path}&stats=all&query=${encodeURIComponent(query)}`);
    const body: { data?: { stats?: { samples?: { totalQueryableSamples?: number } } } } =
      await response.json();
    results.push(body.data?.stats?.samples?.totalQueryableSamples);
  }
  return results;
}
