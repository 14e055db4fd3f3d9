import type { SampleStore } from '../sample-store.ts';
import type { Labels } from '../store/labels.ts';
import { samplesOf, type TimedSample } from './history.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** Prometheus takes samples up to an hour older than its newest, so history goes in slices shorter than that. */
const sliceMs = 30 * 60_000;
const bodyBytes = 4 * 1024 * 1024;

/**
 * Writes a store's whole history into a Prometheus by remote write, oldest first. Unlike a text file it carries
 * staleness markers and exact values, and what follows by scraping continues the same head without a seam. Returns the
 * number of samples written.
 */
export async function remoteWriteHistory(store: SampleStore, baseUrl: string): Promise<number> {
  let written = 0;
  for (let from = store.grid.first; from < store.grid.end; ) {
    const to = Math.min(store.grid.atOrBefore(store.grid.at(from) + sliceMs), store.grid.end - 1);
    written += await writeSlice(store, from, to, baseUrl);
    from = to + 1;
  }
  return written;
}

async function writeSlice(store: SampleStore, from: number, to: number, baseUrl: string): Promise<number> {
  let written = 0;
  let request = new ProtobufWriter();
  for (const series of store.index.all()) {
    const samples = samplesOf(store, series, from, to);
    if (samples.length === 0) continue;
    written += samples.length;
    request.message(1, (message) => writeSeries(message, series.labels, samples));
    if (request.length < bodyBytes) continue;
    await post(request, baseUrl);
    request = new ProtobufWriter();
  }
  if (request.length > 0) await post(request, baseUrl);
  return written;
}

function writeSeries(message: ProtobufWriter, labels: Labels, samples: readonly TimedSample[]): void {
  const pairs = Object.entries(labels.toRecord()).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of pairs) {
    message.message(1, (label) => {
      label.text(1, name);
      label.text(2, value);
    });
  }
  for (const { timeMs, value } of samples) {
    message.message(2, (sample) => {
      if (typeof value === 'number') sample.double(1, value);
      else sample.staleMarker(1);
      sample.integer(2, timeMs);
    });
  }
}

async function post(request: ProtobufWriter, baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: snappyLiteral(request.bytes()),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`Prometheus refused a part of the history (${response.status}): ${text.trim()}`);
}

/** Snappy's block format with everything as one literal: valid, and on the loopback compression would only cost. */
function snappyLiteral(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head: number[] = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    head.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) break;
  }
  const last = bytes.length - 1;
  const fourByteLengthTag = 63 << 2;
  head.push(fourByteLengthTag, last & 0xff, (last >>> 8) & 0xff, (last >>> 16) & 0xff, (last >>> 24) & 0xff);
  const block = new Uint8Array(head.length + bytes.length);
  block.set(head);
  block.set(bytes, head.length);
  return block;
}
