import type { SampleStore } from '../sample-store.ts';
import type { Labels } from '../store/labels.ts';
import { readSamples, type SampleRows, sampleRows } from './history.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

const bodyBytes = 8 * 1024 * 1024;
/** Requests under way at once: one is written here while Prometheus takes in the other. */
const inFlight = 2;

/**
 * Writes a store's whole history into a Prometheus by remote write, series after series. Unlike a text file it carries
 * staleness markers and exact values, and what follows by scraping continues the same head without a seam. The head must
 * take samples as old as the history (`headSpan`). Returns the number of samples written.
 */
export async function remoteWriteHistory(store: SampleStore, baseUrl: string): Promise<number> {
  const rows = sampleRows(store);
  const encoded = createEncoder(store);
  const posting = new Set<Promise<void>>();
  const post = async (body: Uint8Array<ArrayBuffer>) => {
    while (posting.size >= inFlight) await Promise.race(posting);
    const one = send(body, baseUrl).finally(() => posting.delete(one));
    // Its failure is met at the next race or at the end.
    one.catch(() => undefined);
    posting.add(one);
  };
  let written = 0;
  let request = new ProtobufWriter(bodyBytes);
  for (const series of store.index.all()) {
    readSamples(store, series, rows);
    if (rows.count === 0) continue;
    written += rows.count;
    encoded(request, series.labels, rows);
    if (request.length < bodyBytes) continue;
    await post(request.bytes());
    request = new ProtobufWriter(bodyBytes);
  }
  if (request.length > 0) await post(request.bytes());
  await Promise.all(posting);
  return written;
}

/** Writes one time series. Pairs of labels and times come again and again: their bytes are made once. */
function createEncoder(store: SampleStore) {
  const pairs = new Map<string, Map<string, Uint8Array>>();
  const bytesOf = (name: string, value: string): Uint8Array => {
    const values = pairs.get(name) ?? new Map<string, Uint8Array>();
    pairs.set(name, values);
    const known = values.get(value);
    if (known !== undefined) return known;
    const writer = new ProtobufWriter(64);
    writer.message(1, (label) => {
      label.text(1, name);
      label.text(2, value);
    });
    const made = writer.bytes().slice();
    values.set(value, made);
    return made;
  };
  const times = Array.from({ length: store.grid.end - store.grid.first }, (_, i) => {
    const writer = new ProtobufWriter(16);
    writer.integer(2, store.grid.at(store.grid.first + i));
    return writer.bytes().slice();
  });
  return (request: ProtobufWriter, labels: Labels, rows: SampleRows): void => {
    request.message(1, (message) => {
      for (const [name, value] of sortedPairs(labels)) message.raw(bytesOf(name, value));
      for (let i = 0; i < rows.count; i++) {
        const time = times[(rows.points[i] ?? 0) - store.grid.first];
        if (time !== undefined) message.sample(2, rows.values[i] ?? 0, rows.ends[i] === 1, time);
      }
    });
  };
}

const nameLabel = '__name__';

/** With the metric's name where the order of names has it: capitals go before it. */
function sortedPairs({ name, names, values }: Labels): [string, string][] {
  const pairs = names.map((label, i): [string, string] => [label, values[i] ?? '']);
  const before = pairs.findIndex(([label]) => label > nameLabel);
  pairs.splice(before < 0 ? pairs.length : before, 0, [nameLabel, name]);
  return pairs;
}

async function send(body: Uint8Array<ArrayBuffer>, baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: snappyLiteral(body),
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
