import type { LiveSeries, Scrapeable } from '../traffic/metrics.ts';
import { type Labels, liveLabels } from './store/labels.ts';
import { LiveList } from './store/live-list.ts';
import type { Matcher } from './store/matcher.ts';
import { withOwnSeries } from './store/own-series.ts';
import { chunkPoints, type Points, SampleChunk, stale } from './store/sample-chunk.ts';
import { type Series, SeriesIndex } from './store/series-index.ts';
import { withTargetSeries } from './store/target-series.ts';
import { TimeGrid } from './store/time-grid.ts';

interface StoredSeries extends Series {
  /** The next of those whose labels have the same hash. */
  next: StoredSeries | null;
  /** Number of the list of live series that it is in; `gone` after it ended. */
  list: number;
  /** Grid index of the last sample of a series that is in no list. */
  lastPoint: number;
  live: LiveSeries | null;
}

const gone = -1;

export interface SampleStoreOptions {
  /** How long samples are kept behind the newest scrape, milliseconds. Default 7 hours: six shown and one of history. */
  readonly retentionMs?: number;
  /** Samples kept at most: a large mesh keeps a shorter time. Default 200 million, which are 800 MB. */
  readonly maxSamples?: number;
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
 * Samples of every series on one shared grid of scrape times. Works as Prometheus's head does: a scrape adds one sample
 * per live series, and a series that is gone gets a staleness marker.
 */
export class SampleStore {
  readonly grid = new TimeGrid();
  readonly index = new SeriesIndex();
  readonly #retentionMs: number;
  readonly #maxSamples: number;
  readonly #byHash = new Map<number, StoredSeries>();
  #scrapeIntervalSeconds: number | null;
  readonly #sources = new WeakMap<Scrapeable, Scrapeable>();
  readonly #live = new LiveList<StoredSeries>();
  readonly #ended = new Set<StoredSeries>();
  readonly #chunks: SampleChunk[] = [];
  readonly #freeIds: number[] = [];
  #nextId = 0;
  /** Samples refused because the same labels came twice in one scrape. */
  duplicates = 0;

  constructor(options: SampleStoreOptions = {}) {
    this.#retentionMs = options.retentionMs ?? 7 * hour;
    this.#maxSamples = options.maxSamples ?? 200e6;
    this.#scrapeIntervalSeconds = options.scrapeIntervalSeconds ?? null;
  }

  /** One scrape of all targets: `timeMs` must be later than the last. Adds `up` and its kin by itself. */
  scrape(timeMs: number, source: Scrapeable): void {
    const point = this.#beginPoint(timeMs);
    const all = this.#completed(source, point).series();
    this.#follow(all, point);
    this.duplicates += this.#live.doubled;
    this.#chunks.at(-1)?.writeAll(point, this.#live.ids, all);
    this.#dropOld();
  }

  /** Adds samples at one time without judging what is absent: a series left out has a gap, not an end. */
  append(timeMs: number, rows: Iterable<SampleRow>): void {
    const point = this.#beginPoint(timeMs);
    const chunk = this.#chunks.at(-1);
    for (const { labels, value } of rows) {
      const series = this.#find(labels);
      if (series.lastPoint === point) {
        this.duplicates++;
        continue;
      }
      series.lastPoint = point;
      this.#ended.add(series);
      chunk?.write(series.id, point, value);
    }
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
    if (!this.#chunkOf(point)) this.#chunks.push(new SampleChunk(point));
    return point;
  }

  /** Brings the ids in step with the list of live series: it has grown, or it is another one. */
  #follow(all: readonly LiveSeries[], point: number): void {
    const live = this.#live;
    const before = live.begin(all);
    let place = 0;
    for (let i = live.length; i < all.length; i++) {
      const one = all[i];
      if (one === undefined) continue;
      // Series that went leave gaps in an order that is otherwise kept.
      while (place < before.length && before[place]?.live !== one) place++;
      const series = before[place] ?? this.#adopt(one);
      if (series.list === live.number) live.addDouble();
      else {
        series.list = live.number;
        live.add(series);
      }
    }
    for (const series of before) if (series.list !== live.number) this.#end(series, point);
  }

  #adopt(live: LiveSeries): StoredSeries {
    const series = this.#find(liveLabels(live));
    if (series.list === this.#live.number) return series;
    series.live = live;
    this.#ended.delete(series);
    return series;
  }

  #end(series: StoredSeries, point: number): void {
    this.#chunks.at(-1)?.write(series.id, point, stale);
    series.list = gone;
    series.live = null;
    series.lastPoint = point;
    this.#ended.add(series);
  }

  #find(labels: Labels): StoredSeries {
    const hash = labels.hash();
    const first = this.#byHash.get(hash) ?? null;
    for (let known = first; known !== null; known = known.next) if (known.labels.equals(labels)) return known;
    const id = this.#freeIds.pop() ?? this.#nextId++;
    const series: StoredSeries = { id, labels, next: first, list: gone, lastPoint: -1, live: null };
    this.#byHash.set(hash, series);
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
    const oldest = (this.bounds()?.maxTime ?? 0) - this.#retentionMs;
    while (this.#chunks.length > 1) {
      const next = this.#chunks[1]?.start ?? 0;
      const tooMany = (this.grid.end - next) * this.#nextId > this.#maxSamples;
      if (!tooMany && !(this.grid.at(next - 1) < oldest)) return;
      this.#chunks.shift();
      this.grid.dropBefore(next);
      this.#forgetBefore(next);
    }
  }

  /** Forgets the series whose last sample lies before a point. */
  #forgetBefore(point: number): void {
    const forgotten = new Set<Series>();
    for (const series of this.#ended) {
      if (series.lastPoint >= point) continue;
      forgotten.add(series);
      this.#ended.delete(series);
      this.#unlink(series);
      this.#freeIds.push(series.id);
    }
    if (forgotten.size > 0) this.index.remove(forgotten);
  }

  #unlink(series: StoredSeries): void {
    const hash = series.labels.hash();
    const first = this.#byHash.get(hash) ?? null;
    if (first === series) {
      if (series.next === null) this.#byHash.delete(hash);
      else this.#byHash.set(hash, series.next);
      return;
    }
    for (let one = first; one !== null; one = one.next) if (one.next === series) one.next = series.next;
  }
}
