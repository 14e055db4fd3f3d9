import { BucketSeries, type LabelRecord, type LiveSeries, type MetricFamily } from '#demo/traffic/metrics.ts';
import type { Random } from '#demo/traffic/random.ts';
import { bucketLabels, bucketOf } from './buckets.ts';

/** A histogram spelled out as Prometheus stores it. */
export interface HistogramSeries {
  readonly buckets: readonly LiveSeries[];
  readonly sum: LiveSeries;
  readonly count: LiveSeries;
}

export function createHistogram(
  family: MetricFamily,
  labels: LabelRecord,
  add: (series: LiveSeries) => void,
  bounds: readonly string[] = bucketLabels,
): HistogramSeries {
  const added = <T extends LiveSeries>(made: T): T => {
    add(made);
    return made;
  };
  return {
    buckets: bounds.map((le) => added(new BucketSeries(family, labels, le))),
    sum: added({ name: `${family.name}_sum`, labels, family, value: 0 }),
    count: added({ name: `${family.name}_count`, labels, family, value: 0 }),
  };
}

/** Adds values by bucket (not cumulative) with their sum. */
export function observe(histogram: HistogramSeries, counts: Int32Array, sum: number): void {
  let total = 0;
  for (let i = 0; i < histogram.buckets.length; i++) {
    total += counts[i] ?? 0;
    const bucket = total === 0 ? undefined : histogram.buckets[i];
    if (bucket !== undefined) bucket.value += total;
  }
  histogram.sum.value += sum;
  histogram.count.value += total;
}

/** Adds `n` messages of about `bytes`: sizes of one kind of message differ little, they share a bucket. */
export function observeSize(random: Random, histogram: HistogramSeries, n: number, bytes: number): void {
  const mean = Math.max(0, Math.round(bytes * (1 + (0.12 * random.normal()) / Math.sqrt(n))));
  for (let i = bucketOf(mean); i < histogram.buckets.length; i++) {
    const bucket = histogram.buckets[i];
    if (bucket !== undefined) bucket.value += n;
  }
  histogram.sum.value += n * mean;
  histogram.count.value += n;
}
