import type { SampleStore } from '../sample-store.ts';
import { stale } from '../store/sample-chunk.ts';
import type { Series } from '../store/series-index.ts';

/** A series' samples by grid index, gaps left out: rows to be read up to `count`, used again for the next series. */
export interface SampleRows {
  readonly points: Int32Array;
  readonly values: Float64Array;
  /** 1 where the series ended: Prometheus's staleness marker, with no value. */
  readonly ends: Uint8Array;
  count: number;
}

/** Rows for any series of a store as it is now. */
export function sampleRows(store: SampleStore): SampleRows {
  const points = store.grid.end - store.grid.first;
  return {
    points: new Int32Array(points),
    values: new Float64Array(points),
    ends: new Uint8Array(points),
    count: 0,
  };
}

/** Reads all samples of a series, staleness markers too. */
export function readSamples(store: SampleStore, series: Series, into: SampleRows): void {
  let count = 0;
  for (let index = store.grid.first; index < store.grid.end; index++) {
    const value = store.at(series, index);
    if (value === null) continue;
    into.points[count] = index;
    into.ends[count] = value === stale ? 1 : 0;
    into.values[count++] = value === stale ? 0 : value;
  }
  into.count = count;
}
