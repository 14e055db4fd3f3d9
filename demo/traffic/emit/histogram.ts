import type { LabelRecord, LiveSeries, MetricFamily } from '#demo/traffic/metrics.ts';
import type { Random } from '#demo/traffic/random.ts';
import { BucketSeries } from './bucket-series.ts';
import { type BucketList, bucketOf } from './buckets.ts';

/** A histogram spelled out as Prometheus stores it; the series of its buckets read `counts`. */
export interface HistogramSeries {
  readonly list: BucketList;
  /** Cumulative, one of each bucket. */
  readonly counts: Float64Array;
  readonly sum: LiveSeries;
  readonly count: LiveSeries;
}

/** An empty histogram; its series are handed to `add`. */
export function createHistogram(
  family: MetricFamily,
  labels: LabelRecord,
  add: (series: LiveSeries) => void,
  list: BucketList,
): HistogramSeries {
  const counts = new Float64Array(list.labels.length);
  const buckets = { family, name: `${family.name}_bucket`, of: labels, list, counts };
  list.labels.forEach((_, index) => {
    add(new BucketSeries(buckets, index));
  });
  const single = (suffix: string): LiveSeries => {
    const made = { name: family.name + suffix, labels, family, value: 0 };
    add(made);
    return made;
  };
  return { list, counts, sum: single('_sum'), count: single('_count') };
}

/** Adds values by bucket (not cumulative) with their sum. */
export function observe({ counts, sum, count }: HistogramSeries, fresh: Int32Array, total: number): void {
  let n = 0;
  for (let i = 0; i < counts.length; i++) {
    n += fresh[i] ?? 0;
    counts[i] = (counts[i] ?? 0) + n;
  }
  sum.value += total;
  count.value += n;
}

/** Adds `n` messages of about `bytes`: sizes of one kind of message differ little, they share a bucket. */
export function observeSize(random: Random, histogram: HistogramSeries, n: number, bytes: number): void {
  const { list, counts, sum, count } = histogram;
  const mean = Math.max(0, Math.round(bytes * (1 + (0.12 * random.normal()) / Math.sqrt(n))));
  for (let i = bucketOf(list, mean); i < counts.length; i++) counts[i] = (counts[i] ?? 0) + n;
  sum.value += n * mean;
  count.value += n;
}
