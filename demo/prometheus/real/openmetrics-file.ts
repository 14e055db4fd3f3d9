import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { escapeLabel } from '../exposition.ts';
import { sampleText } from '../promql/number-text.ts';
import type { SampleStore } from '../sample-store.ts';
import type { Labels } from '../store/labels.ts';
import { TextWriter } from '../text-writer.ts';
import { readSamples, sampleRows } from './history.ts';

/**
 * Writes a store's history as OpenMetrics text with a time on every line, for `promtool tsdb create-blocks-from
 * openmetrics`. The text cannot say that a series ended: staleness markers are left out.
 */
export async function writeOpenMetrics(store: SampleStore, path: string): Promise<void> {
  await pipeline(Readable.from(pieces(store), { objectMode: true }), createWriteStream(path));
}

function* pieces(store: SampleStore): Generator<Buffer> {
  const writer = new TextWriter();
  const rows = sampleRows(store);
  const times = Array.from({ length: store.grid.end - store.grid.first }, (_, i) =>
    Buffer.from(` ${(store.grid.at(store.grid.first + i) / 1000).toFixed(3)}\n`),
  );
  for (const series of store.index.all()) {
    readSamples(store, series, rows);
    const start = startOf(series.labels);
    for (let i = 0; i < rows.count; i++) {
      const time = times[(rows.points[i] ?? 0) - store.grid.first];
      if (rows.ends[i] === 1 || time === undefined) continue;
      writer.bytes(start);
      writer.short(sampleText(rows.values[i] ?? 0));
      writer.bytes(time);
      const piece = writer.full();
      if (piece !== null) yield piece;
    }
  }
  writer.short('# EOF\n');
  yield writer.rest();
}

function startOf({ name, names, values }: Labels): Buffer {
  const pairs = names.map((label, i) => `${label}="${escapeLabel(values[i] ?? '')}"`);
  return Buffer.from(pairs.length === 0 ? `${name} ` : `${name}{${pairs.join(',')}} `);
}
