import type { LiveSeries, Scrapeable } from '../traffic/metrics.ts';
import { type Labels, labelsOf } from './store/labels.ts';
import type { Matcher } from './store/matcher.ts';
import { withOwnSeries } from './store/own-series.ts';
import { chunkPoints, type Points, SampleChunk, stale } from './store/sample-chunk.ts';
import { type Series, SeriesIndex } from './store/series-index.ts';
import { withTargetSeries } from './store/target-series.ts';
import { TimeGrid } from './store/time-grid.ts';

interface StoredSeries extends Series {
  doubles: boolean;
  /** Grid index of the last sample, to find what vanished and what is there twice. */
  lastSeen: number;
  live: LiveSeries | null;
}

export interface SampleStoreOptions {
  /** How long samples are kept behind the newest scrape, milliseconds. Default 7 hours: six shown and one of history. */
  readonly retentionMs?: number;
  /** What Prometheus would say its interval is. Default: the distance of the first two scrapes. */
  readonly scrapeIntervalSeconds?: number;
}

/** One sample to be stored: a value, or `stale` where the series ends. */
export interface SampleRow {
  readonly labels: Labels;
  readonly value: number | typeof stale;
}

const hour = 3_600_000;

/**
 * Samples of every series on one shared grid of scrape times, in columns. Works as Prometheus's head does: a scrape adds
 * one sample per live series, and a series that is gone gets a staleness marker.
 */
export class SampleStore {
  readonly grid = new TimeGrid();
  readonly index = new SeriesIndex();
  readonly #retentionMs: number;
  readonly #byHash = new Map<number, StoredSeries[]>();
  readonly #byLive = new Map<LiveSeries, StoredSeries>();
  readonly #present = new Set<StoredSeries>();
  #scrapeIntervalSeconds: number | null;
  readonly #sources = new WeakMap<Scrapeable, Scrapeable>();
  /** Series in the order of the last scrape: sources keep their order, which saves finding each one again. */
  #order: StoredSeries[] = [];
  readonly #chunks: SampleChunk[] = [];
  readonly #freeIds: number[] = [];
  #nextId = 0;
  /** Samples refused because the same labels came twice in one scrape. */
  duplicates = 0;

  constructor(options: SampleStoreOptions = {}) {
    this.#retentionMs = options.retentionMs ?? 7 * hour;
    this.#scrapeIntervalSeconds = options.scrapeIntervalSeconds ?? null;
  }

  /** One scrape of all targets: `timeMs` must be later than the last. Adds `up` and its kin by itself. */
  scrape(timeMs: number, source: Scrapeable): void {
    const point = this.#beginPoint(timeMs);
    const order: StoredSeries[] = [];
    for (const live of this.#completed(source, point).series()) {
      const expected = this.#order[order.length];
      const series = expected?.live === live ? expected : (this.#byLive.get(live) ?? this.#adopt(live));
      this.#write(series, point, live.value);
      order.push(series);
    }
    this.#order = order;
    for (const series of this.#present) {
      if (series.lastSeen !== point) this.#end(series, point);
    }
    this.#dropOld();
  }

  /** Adds samples at one time without judging what is absent: a series left out has a gap, not an end. */
  append(timeMs: number, rows: Iterable<SampleRow>): void {
    const point = this.#beginPoint(timeMs);
    for (const row of rows) this.#write(this.#find(row.labels), point, row.value);
    this.#dropOld();
  }

  select(matchers: readonly Matcher[]): readonly Series[] {
    return this.index.select(matchers);
  }

  /** Samples with `from ≤ time ≤ to`, milliseconds, staleness markers left out, into `out`. */
  range(series: Series, from: number, to: number, out: Points): number {
    return this.rangeAt(series, this.grid.atOrAfter(from), this.grid.atOrBefore(to), out);
  }

  /** The same by grid indices, which a query finds once for all its series. */
  rangeAt(series: Series, from: number, to: number, out: Points): number {
    out.count = 0;
    if (to < from) return 0;
    if (out.times.length < to - from + 1) {
      out.times = new Float64Array(2 * (to - from + 1));
      out.values = new Float64Array(2 * (to - from + 1));
    }
    for (const chunk of this.#chunksBetween(from, to)) {
      chunk.gather(series.id, Math.max(from, this.grid.first), to, this.grid.times, this.grid.first, out);
    }
    return out.count;
  }

  /** The sample at a grid index: a value, the staleness marker, or null. */
  at(series: Series, index: number): number | typeof stale | null {
    return this.#chunkOf(index)?.at(series.id, index) ?? null;
  }

  /** Milliseconds of the oldest and newest scrape kept; null when there is none. */
  bounds(): { minTime: number; maxTime: number } | null {
    if (this.grid.end === this.grid.first) return null;
    return { minTime: this.grid.at(this.grid.first), maxTime: this.grid.at(this.grid.end - 1) };
  }

  /** Whether the series has any point (staleness markers count) between two times. */
  hasPoints(series: Series, fromMs: number, toMs: number): boolean {
    const to = this.grid.atOrBefore(toMs);
    for (let index = this.grid.atOrAfter(fromMs); index <= to; index++) {
      if (this.at(series, index) !== null) return true;
    }
    return false;
  }

  stats(): { series: number; points: number; sampleBytes: number } {
    const sampleBytes = this.#chunks.reduce((sum, chunk) => sum + chunk.bytes(), 0);
    return { series: this.index.size, points: this.grid.end - this.grid.first, sampleBytes };
  }

  /** The source with what Prometheus adds by itself: `up` and durations per target, its own interval. */
  #completed(source: Scrapeable, point: number): Scrapeable {
    const known = this.#sources.get(source);
    if (known) return known;
    const complete = withTargetSeries(source);
    const interval = Math.round((this.grid.at(point) - this.grid.at(point - 1)) / 1000);
    this.#scrapeIntervalSeconds ??= interval > 0 ? interval : null;
    if (this.#scrapeIntervalSeconds === null) return complete;
    const withInterval = withOwnSeries(complete, this.#scrapeIntervalSeconds);
    this.#sources.set(source, withInterval);
    return withInterval;
  }

  #beginPoint(timeMs: number): number {
    const bounds = this.bounds();
    if (bounds && timeMs <= bounds.maxTime) {
      throw new RangeError(`scrapes must move forward in time: ${timeMs} after ${bounds.maxTime}`);
    }
    const point = this.grid.append(timeMs);
    if (!this.#chunkOf(point)) this.#chunks.push(new SampleChunk(point, this.#nextId));
    return point;
  }

  #write(series: StoredSeries, point: number, value: number | typeof stale): void {
    if (series.lastSeen === point) {
      this.duplicates++;
      return;
    }
    series.lastSeen = point;
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk) series.doubles = chunk.write(series.id, point, value, series.doubles).double;
  }

  #adopt(live: LiveSeries): StoredSeries {
    const series = this.#find(labelsOf(live.labels, live.name));
    if (series.live && series.live !== live) this.#byLive.delete(series.live);
    series.live = live;
    this.#byLive.set(live, series);
    this.#present.add(series);
    return series;
  }

  #end(series: StoredSeries, point: number): void {
    this.#write(series, point, stale);
    this.#present.delete(series);
    if (series.live) this.#byLive.delete(series.live);
    series.live = null;
  }

  #find(labels: Labels): StoredSeries {
    const hash = hashLabels(labels);
    const bucket = this.#byHash.get(hash) ?? [];
    const known = bucket.find((series) => sameLabels(series.labels, labels));
    if (known) return known;
    const id = this.#freeIds.pop() ?? this.#nextId++;
    const series: StoredSeries = { id, labels, doubles: false, lastSeen: -1, live: null };
    this.#byHash.set(hash, [...bucket, series]);
    this.index.add(series);
    return series;
  }

  #chunkOf(index: number): SampleChunk | undefined {
    const first = this.#chunks[0];
    return first ? this.#chunks[Math.floor((index - first.start) / chunkPoints)] : undefined;
  }

  #chunksBetween(from: number, to: number): SampleChunk[] {
    const first = this.#chunks[0]?.start ?? 0;
    return this.#chunks.slice(
      Math.max(0, Math.floor((from - first) / chunkPoints)),
      Math.floor((to - first) / chunkPoints) + 1,
    );
  }

  #dropOld(): void {
    const limit = (this.bounds()?.maxTime ?? 0) - this.#retentionMs;
    for (let oldest = this.#chunks[0]; oldest && this.#chunks.length > 1; oldest = this.#chunks[0]) {
      if (!(this.grid.at(oldest.start + chunkPoints - 1) < limit)) return;
      this.#chunks.shift();
      this.grid.dropBefore(oldest.start + chunkPoints);
      this.#forget(oldest);
    }
  }

  #forget(chunk: SampleChunk): void {
    const byId = new Map([...this.index.all()].map((series) => [series.id, series]));
    const gone = new Set<Series>();
    for (const id of chunk.ids()) {
      const series = byId.get(id);
      if (series && !this.#chunks.some((kept) => kept.has(id))) gone.add(series);
    }
    this.index.remove(gone);
    for (const series of gone) {
      const hash = hashLabels(series.labels);
      const rest = (this.#byHash.get(hash) ?? []).filter((other) => other !== series);
      if (rest.length > 0) this.#byHash.set(hash, rest);
      else this.#byHash.delete(hash);
      this.#freeIds.push(series.id);
    }
  }
}

function sameLabels(a: Labels, b: Labels): boolean {
  return (
    a.name === b.name && a.names === b.names && a.values.every((value, index) => value === b.values[index])
  );
}

/** FNV-1a over name and values; keys of full text would weigh as much as the samples. */
function hashLabels(labels: Labels): number {
  let hash = hashText(labels.name, 0x811c_9dc5);
  for (const value of labels.values) hash = hashText(value, hash);
  return hash;
}

function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  return Math.imul(hash ^ 0xff, 0x0100_0193) >>> 0;
}
