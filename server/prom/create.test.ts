import { afterEach, expect, test } from 'vitest';
import { WeftError } from '#lib/core/error-code.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { toPromql } from '#lib/prom/promql.ts';
import { never } from '#server/testing/never.ts';
import { createLogger } from '../log.ts';
import type { CostedAnswer, PromClient } from './client.ts';
import { createPromSource } from './create.ts';
import type { PromSource, TrafficReading } from './source.ts';
import { type ManualClock, manualClock } from './testing/manual-clock.ts';

const w = seconds.parse(300);
const live = { window: w, at: null };
const log = createLogger('silent');

interface Script {
  /** Answers one query by name; throws to fail it. */
  answer(name: string, clock: ManualClock): Partial<CostedAnswer> | Promise<Partial<CostedAnswer>>;
  /** Whether every target has an `up`. */
  covered?: boolean;
}

const sources: PromSource[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
});

function start(script: Script) {
  const clock = manualClock(1_000_000_000);
  const asked: { name: string; at: number; promql: string }[] = [];
  const client: PromClient = {
    url: 'http://prometheus',
    promql: (query) => toPromql(query.expr),
    async query(query, at) {
      const plain = { vector: [], matrix: [], warnings: [], samples: 1, took: 1 };
      // Asked now and then beside the refreshes that the tests count.
      if (query.name === 'uncovered-targets') return { ...plain, ...(script.covered ? {} : row(1)) };
      asked.push({ name: query.name, at, promql: toPromql(query.expr) });
      return { ...plain, ...(await script.answer(query.name, clock)) };
    },
    queryRange: () => Promise.reject(new Error('not asked')),
    close: () => Promise.resolve(),
  };
  const settings = {
    url: 'http://prometheus',
    auth: { kind: 'none' } as const,
    ca: null,
    headers: {},
    scope: [],
    refreshInterval: seconds.parse(15),
    scrapeInterval: seconds.parse(5),
  };
  const source = createPromSource({ settings, clock, log, client });
  sources.push(source);
  return { source, clock, asked };
}

const row = (value: number) => ({ vector: [{ labels: { reporter: 'source' }, value }] });
const down = new WeftError('unavailable', 'Prometheus cannot be reached.');

test('a hundred viewers of a window cost the queries of one', async () => {
  const { source, clock, asked } = start({ answer: () => row(1) });
  let heard = 0;
  for (let i = 0; i < 100; i += 1) source.listen(w, () => (heard += 1));
  await clock.advance(0);
  const once = asked.length;
  expect(once).toBeLessThanOrEqual(8);
  await clock.advance(15_000);
  expect(asked.length).toBe(2 * once);
  expect(heard).toBe(200);
});

test('all queries of a refresh end at one moment of the grid', async () => {
  const { clock, asked } = start({ answer: () => row(1) });
  await clock.advance(17_000);
  for (const { at } of asked) expect(at % 5).toBe(0);
  expect(new Set(asked.slice(0, 7).map(({ at }) => at)).size).toBe(1);
});

test('request series are read to know targets by only where some target has no `up`', async () => {
  for (const covered of [true, false]) {
    const { clock, asked } = start({ answer: () => row(1), covered });
    await clock.advance(0);
    asked.length = 0;
    await clock.advance(15_000);
    const appeared = asked.find(({ name }) => name === 'first-failures')?.promql ?? '';
    expect(appeared).toContain('up offset 300s');
    expect(appeared.includes('istio_requests_total offset 300s')).toBe(!covered);
  }
});

test('a window that nobody looks at any more is not polled', async () => {
  const { source, clock, asked } = start({ answer: () => row(1) });
  const other = seconds.parse(600);
  const stop = source.listen(other, () => undefined);
  await clock.advance(0);
  stop();
  await clock.advance(90_000);
  const before = asked.length;
  await clock.advance(15_000);
  expect(asked.length - before).toBe(7);
});

test('one failed query takes only its own part with it', async () => {
  const { source } = start({
    answer: (name) => {
      if (name === 'latency') throw new WeftError('timeout', 'too slow');
      return row(2);
    },
  });
  const reading = await source.reading(live, never);
  expect(reading.missing).toEqual([{ query: 'latency', reason: 'too slow' }]);
  expect(reading.samples.length).toBe(6);
  expect(source.state()).toMatchObject({ phase: 'live', reason: '1 of 7 queries failed: too slow' });
});

test('the last good reading stays, marked stale with reason and since, until Prometheus is back', async () => {
  let broken = false;
  const { source, clock } = start({
    answer: () => {
      if (broken) throw down;
      return row(3);
    },
  });
  const good = await source.reading(live, never);
  expect(good.stale).toBeNull();
  broken = true;
  await clock.advance(15_000);
  await clock.advance(15_000);
  const stale = await source.reading(live, never);
  expect(stale.samples).toBe(good.samples);
  expect(stale.stale?.reason).toBe('Prometheus cannot be reached.');
  expect((stale.stale?.since ?? 0) - good.at).toBeLessThanOrEqual(20);
  expect(source.state()).toMatchObject({ phase: 'stale', reason: 'Prometheus cannot be reached.' });
  broken = false;
  await clock.advance(15_000);
  expect((await source.reading(live, never)).stale).toBeNull();
  expect(source.state().phase).toBe('live');
});

test('without any good reading the reason is thrown, and it is asked again', async () => {
  let broken = true;
  const { source, clock } = start({
    answer: () => {
      if (broken) throw down;
      return row(3);
    },
  });
  await expect(source.reading(live, never)).rejects.toBe(down);
  expect(source.state().phase).toBe('failing');
  broken = false;
  await clock.advance(15_000);
  expect((await source.reading(live, never)).samples.length).toBe(7);
});

test('NaN rows are no samples', async () => {
  const { source } = start({ answer: () => ({ vector: [{ labels: {}, value: null }] }) });
  expect((await source.reading(live, never)).samples).toEqual([]);
});

test('slow queries stretch the time between refreshes', async () => {
  const { source, clock } = start({
    answer: async (name, time) => {
      if (name === 'requests') await time.after(12_000);
      return row(1);
    },
  });
  await clock.advance(13_000);
  expect(source.refreshInterval()).toBe(40);
});

test('a past moment is asked once for all who want it, and a hole in it is not kept', async () => {
  let broken = true;
  const { source, clock, asked } = start({
    answer: (name) => {
      if (broken && name === 'failures') throw down;
      return row(1);
    },
  });
  await clock.advance(0);
  asked.length = 0;
  const then = { window: w, at: epochSeconds.parse(999_003) };
  const both = await Promise.all([source.reading(then, never), source.reading(then, never)]);
  expect(asked.length).toBe(7);
  expect(asked[0]?.at).toBe(999_000);
  expect(both[0]).toBe(both[1]);
  broken = false;
  expect((await source.reading(then, never)).missing).toEqual([]);
  await source.reading(then, never);
  expect(asked.length).toBe(14);
});

test('the future has no graph', async () => {
  const { source } = start({ answer: () => row(1) });
  const future = { window: w, at: epochSeconds.parse(2_000_000) };
  await expect(source.reading(future, never)).rejects.toMatchObject({ code: 'bad-request' });
});

test('a viewer who leaves does not stop the others', async () => {
  const { source, clock } = start({
    answer: async (_name, time) => {
      await time.after(1_000);
      return row(1);
    },
  });
  const leaver = new AbortController();
  const left = source.reading(live, leaver.signal);
  const stays: Promise<TrafficReading> = source.reading(live, never);
  leaver.abort();
  await expect(left).rejects.toThrow();
  await clock.advance(1_000);
  expect((await stays).samples.length).toBe(7);
});
