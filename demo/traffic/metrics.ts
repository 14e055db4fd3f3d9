/** What a scrape knows of a metric: exposition needs HELP and TYPE. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
}

/**
 * One time series as a proxy holds it: a long-lived object whose `value` the simulation moves. Histograms are spelled
 * out, as Prometheus stores them: `…_bucket` with `le`, `…_sum`, `…_count`. `labels` holds the target's labels too
 * (`job`, `instance`, `namespace`, `pod`), never `__name__`, and never changes.
 */
export interface LiveSeries {
  readonly name: string;
  readonly labels: LabelRecord;
  readonly family: MetricFamily;
  value: number;
  /** A bucket's part of `labels`: those of its histogram (one object for all its series) and its bound. */
  readonly bucket?: { readonly of: LabelRecord; readonly le: string };
}

export type LabelRecord = Readonly<Record<string, string>>;

/** Whatever can be scraped: the series that exist now. A pod that is gone takes its series with it. */
export interface Scrapeable {
  /** While the same array is returned, series are only added to it, at its end; one that went makes a new array. */
  series(): readonly LiveSeries[];
}

/** A bucket of a histogram. Its labels are put together when asked for: a large mesh has too many to keep them all. */
export class BucketSeries implements LiveSeries {
  readonly name: string;
  readonly family: MetricFamily;
  value = 0;
  readonly of: LabelRecord;
  readonly le: string;

  constructor(family: MetricFamily, of: LabelRecord, le: string) {
    this.name = bucketName(family);
    this.family = family;
    this.of = of;
    this.le = le;
  }

  get labels(): LabelRecord {
    return { ...this.of, le: this.le };
  }

  get bucket(): { readonly of: LabelRecord; readonly le: string } {
    return this;
  }
}

const bucketNames = new WeakMap<MetricFamily, string>();

function bucketName(family: MetricFamily): string {
  const known = bucketNames.get(family);
  if (known !== undefined) return known;
  const made = `${family.name}_bucket`;
  bucketNames.set(family, made);
  return made;
}
