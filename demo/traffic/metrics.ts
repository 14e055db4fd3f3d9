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
  /** Of a bucket: what `labels` is made of, the labels of its histogram (one object for all its series) and its bound. */
  readonly bucket?: { readonly of: LabelRecord; readonly le: string };
}

export type LabelRecord = Readonly<Record<string, string>>;

/** Whatever can be scraped: the series that exist now. A pod that is gone takes its series with it. */
export interface Scrapeable {
  /** While the same array is returned, series are only added to it, at its end; one that went makes a new array. */
  series(): readonly LiveSeries[];
}
