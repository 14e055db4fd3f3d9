import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { escapeLabel } from '../exposition.ts';
import { sampleText } from '../promql/number-text.ts';
import type { SampleStore } from '../sample-store.ts';
import { samplesOf } from './history.ts';

/**
 * Writes a store's history as OpenMetrics text with a time on every line, for `promtool tsdb create-blocks-from
 * openmetrics`. The text cannot say that a series ended: staleness markers are left out.
 */
export async function writeOpenMetrics(store: SampleStore, path: string): Promise<void> {
  await pipeline(Readable.from(lines(store)), createWriteStream(path));
}

function* lines(store: SampleStore): Generator<string> {
  for (const series of store.index.all()) {
    const pairs = series.labels.names.map((name) => `${name}="${escapeLabel(series.labels.get(name))}"`);
    const start = pairs.length === 0 ? series.labels.name : `${series.labels.name}{${pairs.join(',')}}`;
    let text = '';
    for (const { timeMs, value } of samplesOf(store, series, store.grid.first, store.grid.end - 1)) {
      if (typeof value === 'number') text += `${start} ${sampleText(value)} ${(timeMs / 1000).toFixed(3)}\n`;
    }
    if (text !== '') yield text;
  }
  yield '# EOF\n';
}
