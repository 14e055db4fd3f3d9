import type { LabelRecord, LiveSeries, MetricFamily } from '#demo/traffic/metrics.ts';
import type { BucketList } from './buckets.ts';

/** What the buckets of one histogram share: their counts lie side by side, cumulative, the last one of `+Inf`. */
export interface Buckets {
  readonly family: MetricFamily;
  readonly name: string;
  readonly of: LabelRecord;
  readonly list: BucketList;
  readonly counts: Float64Array;
}

/** One bucket as a series: a view, since a large mesh has hundreds of thousands. Its labels are put together when asked for. */
export class BucketSeries implements LiveSeries {
  private readonly buckets: Buckets;
  private readonly index: number;

  constructor(buckets: Buckets, index: number) {
    this.buckets = buckets;
    this.index = index;
  }

  get value(): number {
    return this.buckets.counts[this.index] ?? 0;
  }

  set value(value: number) {
    this.buckets.counts[this.index] = value;
  }

  get name(): string {
    return this.buckets.name;
  }

  get family(): MetricFamily {
    return this.buckets.family;
  }

  get of(): LabelRecord {
    return this.buckets.of;
  }

  get le(): string {
    return this.buckets.list.labels[this.index] ?? '';
  }

  get labels(): LabelRecord {
    return { ...this.of, le: this.le };
  }

  get bucket(): { readonly of: LabelRecord; readonly le: string } {
    return this;
  }
}
