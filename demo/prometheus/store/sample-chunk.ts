import type { LiveSeries } from '#demo/traffic/metrics.ts';

/** Points of the time grid that one chunk holds: a series' samples in it fill one cache line. */
export const chunkPoints = 16;

const slabBits = 12;
const seriesPerSlab = 1 << slabBits;
const slabLength = seriesPerSlab * chunkPoints;

/** Words that stand for something else than a whole number. */
const missingWord = 0xffff_ffff;
const staleWord = 0xffff_fffe;
const elsewhereWord = 0xffff_fffd;

/** Put in place of a value: the series ended here, as Prometheus marks it. */
export const stale = Symbol('stale');

/**
 * Samples of all series over 16 points of the shared time grid, in slabs indexed by series id. Whole numbers below 2^32
 * (nearly all of Istio's samples) lie in the slabs, any other value in a map beside them.
 */
export class SampleChunk {
  /** Index on the store's grid of the first point. */
  readonly start: number;
  readonly #slabs: Uint32Array[] = [];
  readonly #elsewhere = new Map<number, number>();

  constructor(start: number) {
    this.start = start;
  }

  /** Writes the sample of series `id` at grid index `index`. */
  write(id: number, index: number, value: number | typeof stale): void {
    const column = index - this.start;
    const slab = this.#slab(id >>> slabBits);
    const at = (id & (seriesPerSlab - 1)) * chunkPoints + column;
    if (value === stale) slab[at] = staleWord;
    else if (value >>> 0 === value && value < elsewhereWord) slab[at] = value;
    else {
      slab[at] = elsewhereWord;
      this.#elsewhere.set(id * chunkPoints + column, value);
    }
  }

  /** Writes the values of live series, in step with their ids, at one grid index. A negative id is left out. */
  writeAll(index: number, ids: Int32Array, live: readonly LiveSeries[]): void {
    const column = index - this.start;
    let slab: Uint32Array = noWords;
    let current = -1;
    for (let i = 0; i < live.length; i++) {
      const id = ids[i] ?? -1;
      if (id < 0) continue;
      const value = live[i]?.value ?? 0;
      if (id >>> slabBits !== current) {
        current = id >>> slabBits;
        slab = this.#slab(current);
      }
      if (value >>> 0 === value && value < elsewhereWord) {
        slab[(id & (seriesPerSlab - 1)) * chunkPoints + column] = value;
      } else this.write(id, index, value);
    }
  }

  /** Appends the samples between grid indices `from` and `to` (inclusive), staleness markers left out. */
  gather(id: number, from: number, to: number, grid: Float64Array, gridBase: number, out: Points): void {
    const slab = this.#slabs[id >>> slabBits];
    if (slab === undefined) return;
    const first = Math.max(from, this.start) - this.start;
    const last = Math.min(to, this.start + chunkPoints - 1) - this.start;
    const shift = this.start - gridBase;
    const offset = (id & (seriesPerSlab - 1)) * chunkPoints;
    let n = out.count;
    const { times, values } = out;
    for (let column = first; column <= last; column++) {
      const word = slab[offset + column] ?? missingWord;
      if (word >= staleWord) continue;
      times[n] = grid[shift + column] ?? 0;
      values[n++] =
        word === elsewhereWord ? (this.#elsewhere.get(id * chunkPoints + column) ?? Number.NaN) : word;
    }
    out.count = n;
  }

  /** The sample at one grid index: a value, the staleness marker, or null where the series has none. */
  at(id: number, index: number): number | typeof stale | null {
    const slab = this.#slabs[id >>> slabBits];
    const column = index - this.start;
    const word = slab?.[(id & (seriesPerSlab - 1)) * chunkPoints + column] ?? missingWord;
    if (word < elsewhereWord) return word;
    if (word === missingWord) return null;
    return word === staleWord ? stale : (this.#elsewhere.get(id * chunkPoints + column) ?? null);
  }

  /** Bytes of sample memory held. */
  bytes(): number {
    return this.#slabs.reduce((sum, slab) => sum + slab.byteLength, this.#elsewhere.size * 32);
  }

  #slab(number: number): Uint32Array {
    for (let next = this.#slabs.length; next <= number; next++) {
      this.#slabs.push(new Uint32Array(slabLength).fill(missingWord));
    }
    return this.#slabs[number] ?? noWords;
  }
}

/** Columns that samples are gathered into; grown by the owner, `count` of them in use. */
export interface Points {
  times: Float64Array;
  values: Float64Array;
  count: number;
}

const noWords = new Uint32Array(0);
