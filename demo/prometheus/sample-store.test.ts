import { expect, test } from 'vitest';
import type { LiveSeries } from '../traffic/metrics.ts';
import { Engine } from './promql/engine.ts';
import { SampleStore } from './sample-store.ts';
import { matcher } from './store/matcher.ts';

const family = { name: 'requests_total', help: 'Requests.', type: 'counter' } as const;
const live = (labels: Record<string, string>, value = 0): LiveSeries => ({
  name: family.name,
  labels: { job: 'app', instance: '10.0.0.1:80', ...labels },
  family,
  value,
});
const source = (...series: LiveSeries[]) => ({ series: () => series });
const byName = [matcher('__name__', '=', 'requests_total')];

function valuesOf(store: SampleStore, query: string, timeMs: number): Record<string, number> {
  const { result } = new Engine({ store }).instant(query, timeMs);
  if (result.type !== 'vector') throw new Error(`not a vector: ${result.type}`);
  return Object.fromEntries(
    result.vector.labels.map((row, i) => [row.get('code'), result.vector.values[i] ?? 0]),
  );
}

test('keeps whole counters and anything else exactly', () => {
  const store = new SampleStore();
  const series = [
    live({ code: 'whole' }),
    live({ code: 'broken' }),
    live({ code: 'large' }),
    live({ code: 'nan' }),
  ];
  for (let step = 0; step < 150; step++) {
    for (const [index, one] of series.entries()) {
      one.value = [step * 7, step / 3, 2 ** 40 + step, step % 2 ? Number.NaN : -step][index] ?? 0;
    }
    store.scrape(step * 1000, source(...series));
  }
  expect(valuesOf(store, 'requests_total', 149_000)).toEqual({
    whole: 1043,
    broken: 149 / 3,
    large: 2 ** 40 + 149,
    nan: Number.NaN,
  });
  expect(valuesOf(store, 'requests_total', 10_500)).toEqual({
    whole: 70,
    broken: 10 / 3,
    large: 2 ** 40 + 10,
    nan: -10,
  });
});

test('a series that turns from whole to broken keeps its earlier samples', () => {
  const store = new SampleStore();
  const series = live({ code: 'a' });
  for (const [step, value] of [1, 2, 2.5, 3].entries()) {
    series.value = value;
    store.scrape(step * 1000, source(series));
  }
  const [stored] = store.select(byName);
  const out = { times: new Float64Array(4), values: new Float64Array(4), count: 0 };
  if (stored) store.range(stored, 0, 3000, out);
  expect([...out.values.subarray(0, out.count)]).toEqual([1, 2, 2.5, 3]);
});

test('a series that vanishes ends at once; one that returns under another object is the same series', () => {
  const store = new SampleStore();
  const kept = live({ code: 'kept' }, 1);
  store.scrape(0, source(kept, live({ code: 'gone' }, 5)));
  store.scrape(15_000, source(kept));
  expect(valuesOf(store, 'requests_total', 15_000)).toEqual({ kept: 1 });
  expect(valuesOf(store, 'requests_total', 14_999)).toEqual({ kept: 1, gone: 5 });
  store.scrape(30_000, source(kept, live({ code: 'gone' }, 2)));
  expect(valuesOf(store, 'requests_total', 30_000)).toEqual({ kept: 1, gone: 2 });
  expect(store.select(byName)).toHaveLength(2);
});

test('the first of two series with the same labels counts', () => {
  const store = new SampleStore();
  store.scrape(0, source(live({ code: 'a' }, 1), live({ code: 'a' }, 9)));
  expect(valuesOf(store, 'requests_total', 0)).toEqual({ a: 1 });
  expect(store.duplicates).toBe(1);
});

test('drops samples and forgets series older than the retention', () => {
  const store = new SampleStore({ retentionMs: 60_000 });
  store.scrape(0, source(live({ code: 'old' }, 1)));
  const kept = live({ code: 'kept' }, 1);
  for (let step = 1; step < 400; step++) store.scrape(step * 1000, source(kept));
  expect(store.select(byName).map((series) => series.labels.get('code'))).toEqual(['kept']);
  expect(store.bounds()?.minTime).toBeGreaterThanOrEqual(399_000 - 60_000 - 64_000);
  expect(valuesOf(store, 'count_over_time(requests_total[1m])', 399_000)).toEqual({ kept: 61 });
});

test('a scrape adds what Prometheus says of targets and of itself', () => {
  const store = new SampleStore();
  const series = live({ code: 'a' });
  store.scrape(0, source(series, live({ code: 'b', instance: '10.0.0.2:80' })));
  store.scrape(15_000, source(series));
  const at = (query: string, timeMs: number) => Object.values(valuesOf(store, query, timeMs));
  expect(at('count(up == 1)', 0)).toEqual([2]);
  expect(at('count(up == 1)', 15_000)).toEqual([1]);
  expect(at('prometheus_target_interval_length_seconds{quantile="0.5", interval="15s"}', 15_000)).toEqual([
    15,
  ]);
});

test('time only moves forward', () => {
  const store = new SampleStore();
  store.scrape(1000, source(live({})));
  expect(() => store.scrape(1000, source(live({})))).toThrow('scrapes must move forward in time');
});

test('a list that grows and one that lost members are followed', () => {
  const store = new SampleStore();
  const [a, b, c] = [live({ code: 'a' }, 1), live({ code: 'b' }, 2), live({ code: 'c' }, 3)];
  let list = [a, b];
  const growing = { series: () => list };
  store.scrape(0, growing);
  list.push(c);
  store.scrape(15_000, growing);
  expect(valuesOf(store, 'requests_total', 15_000)).toEqual({ a: 1, b: 2, c: 3 });
  list = [b, c];
  store.scrape(30_000, growing);
  expect(valuesOf(store, 'requests_total', 30_000)).toEqual({ b: 2, c: 3 });
  list.push(live({ code: 'a' }, 7));
  store.scrape(45_000, growing);
  expect(valuesOf(store, 'requests_total', 45_000)).toEqual({ a: 7, b: 2, c: 3 });
});

test('keeps no more samples than it may', () => {
  const store = new SampleStore({ maxSamples: 1000 });
  const kept = live({ code: 'kept' }, 1);
  for (let step = 0; step < 500; step++) store.scrape(step * 1000, source(kept));
  const { series, points } = store.stats();
  expect(series * points).toBeLessThanOrEqual(1000 + series * 16);
  expect(valuesOf(store, 'count_over_time(requests_total[30s])', 499_000)).toEqual({ kept: 31 });
});
