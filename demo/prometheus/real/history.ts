import type { SampleStore } from '../sample-store.ts';
import type { stale } from '../store/sample-chunk.ts';
import type { Series } from '../store/series-index.ts';

export interface TimedSample {
  readonly timeMs: number;
  readonly value: number | typeof stale;
}

/** A series' samples, staleness markers too, between two grid indices (inclusive). */
export function samplesOf(store: SampleStore, series: Series, from: number, to: number): TimedSample[] {
  const samples: TimedSample[] = [];
  for (let index = from; index <= to; index++) {
    const value = store.at(series, index);
    if (value !== null) samples.push({ timeMs: store.grid.at(index), value });
  }
  return samples;
}
