/** Points of the time grid that one chunk holds. */
export const chunkPoints = 64;

const rowsPerSlab = 2048;
const slabLength = rowsPerSlab * chunkPoints;
const staleInteger = 0xffff_fffe;
const missingInteger = 0xffff_ffff;
const nanHigh = 0x7ff0_0000;
const staleLow = 2;
const missingLow = 3;

/** Put in place of a value: the series ended here, as Prometheus marks it. */
export const stale = Symbol('stale');

const noRow = -1;

/**
 * Samples of all series over 64 points of the shared time grid. A series takes one row: of 32-bit integers while its
 * values are whole and small (nearly all of Istio's series), of doubles from the first value that is not.
 */
export class SampleChunk {
  /** Index on the store's grid of the first point. */
  readonly start: number;
  #rows: Int32Array;
  readonly #integers: Uint32Array[] = [];
  readonly #doubles: Float64Array[] = [];
  readonly #doubleWords: Uint32Array[] = [];
  #integerRows = 0;
  #doubleRows = 0;
  readonly #free: number[] = [];

  constructor(start: number, seriesCapacity: number) {
    this.start = start;
    this.#rows = new Int32Array(Math.max(1024, seriesCapacity)).fill(noRow);
  }

  /** Writes the sample of series `id` at grid index `index`. `asDouble` says that its values were not whole before. */
  write(id: number, index: number, value: number | typeof stale, asDouble: boolean): { double: boolean } {
    const whole = value === stale || (value >>> 0 === value && value < staleInteger);
    let row = this.#rowOf(id);
    if (row === noRow) row = this.#newRow(id, asDouble || !whole);
    else if (row >= 0 && !whole) row = this.#toDoubles(id, row);
    const column = index - this.start;
    if (row >= 0) this.#writeInteger(row, column, value === stale ? staleInteger : value);
    else this.#writeDouble(-2 - row, column, value);
    return row >= 0 ? integerWritten : doubleWritten;
  }

  has(id: number): boolean {
    return this.#rowOf(id) !== noRow;
  }

  /** Series that have a row here. */
  *ids(): Iterable<number> {
    for (const [id, row] of this.#rows.entries()) if (row !== noRow) yield id;
  }

  /**
   * Appends the samples between grid indices `from` and `to` (inclusive) to `times` and `values`, staleness markers left
   * out. Returns the new count.
   */
  gather(id: number, from: number, to: number, grid: Float64Array, gridBase: number, out: Points): number {
    const row = this.#rowOf(id);
    if (row === noRow) return out.count;
    const first = Math.max(from, this.start) - this.start;
    const last = Math.min(to, this.start + chunkPoints - 1) - this.start;
    const shift = this.start - gridBase;
    let n = out.count;
    const { times, values } = out;
    if (row >= 0) {
      const slab = this.#integers[Math.floor(row / rowsPerSlab)] ?? noIntegers;
      const offset = (row % rowsPerSlab) * chunkPoints;
      for (let column = first; column <= last; column++) {
        const value = slab[offset + column] ?? missingInteger;
        if (value >= staleInteger) continue;
        times[n] = grid[shift + column] ?? 0;
        values[n++] = value;
      }
    } else {
      for (let column = first; column <= last; column++) {
        const value = this.#double(-2 - row, column);
        if (typeof value !== 'number') continue;
        times[n] = grid[shift + column] ?? 0;
        values[n++] = value;
      }
    }
    out.count = n;
    return n;
  }

  /** The sample at one grid index: a value, the staleness marker, or null where the series has none. */
  at(id: number, index: number): number | typeof stale | null {
    const row = this.#rowOf(id);
    if (row === noRow) return null;
    const column = index - this.start;
    if (row < 0) return this.#double(-2 - row, column);
    const slab = this.#integers[Math.floor(row / rowsPerSlab)] ?? noIntegers;
    const value = slab[(row % rowsPerSlab) * chunkPoints + column] ?? missingInteger;
    return value === missingInteger ? null : value === staleInteger ? stale : value;
  }

  /** Bytes of sample memory held. */
  bytes(): number {
    return this.#rows.byteLength + (this.#integers.length * 4 + this.#doubles.length * 8) * slabLength;
  }

  #rowOf(id: number): number {
    return this.#rows[id] ?? noRow;
  }

  #newRow(id: number, double: boolean): number {
    if (id >= this.#rows.length) {
      const grown = new Int32Array(Math.max(id + 1, this.#rows.length * 2)).fill(noRow);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    const row = double ? -2 - this.#newDoubleRow() : (this.#free.pop() ?? this.#newIntegerRow());
    this.#rows[id] = row;
    return row;
  }

  #newIntegerRow(): number {
    if (this.#integerRows % rowsPerSlab === 0)
      this.#integers.push(new Uint32Array(slabLength).fill(missingInteger));
    return this.#integerRows++;
  }

  #newDoubleRow(): number {
    if (this.#doubleRows % rowsPerSlab === 0) {
      const slab = new Float64Array(slabLength);
      const words = new Uint32Array(slab.buffer);
      for (let word = 0; word < words.length; word += 2) {
        words[word] = missingLow;
        words[word + 1] = nanHigh;
      }
      this.#doubles.push(slab);
      this.#doubleWords.push(words);
    }
    return this.#doubleRows++;
  }

  #toDoubles(id: number, row: number): number {
    const slab = this.#integers[Math.floor(row / rowsPerSlab)] ?? noIntegers;
    const offset = (row % rowsPerSlab) * chunkPoints;
    const target = this.#newDoubleRow();
    for (let column = 0; column < chunkPoints; column++) {
      const value = slab[offset + column] ?? missingInteger;
      slab[offset + column] = missingInteger;
      if (value === missingInteger) continue;
      this.#writeDouble(target, column, value === staleInteger ? stale : value);
    }
    this.#free.push(row);
    this.#rows[id] = -2 - target;
    return -2 - target;
  }

  #writeInteger(row: number, column: number, value: number): void {
    const slab = this.#integers[Math.floor(row / rowsPerSlab)] ?? noIntegers;
    slab[(row % rowsPerSlab) * chunkPoints + column] = value;
  }

  #writeDouble(row: number, column: number, value: number | typeof stale): void {
    const slab = Math.floor(row / rowsPerSlab);
    const at = (row % rowsPerSlab) * chunkPoints + column;
    if (value !== stale) {
      const doubles = this.#doubles[slab];
      if (doubles) doubles[at] = value;
      return;
    }
    // Written as words: a double read and written back may lose the payload that tells a marker from NaN.
    const words = this.#doubleWords[slab];
    if (!words) return;
    words[2 * at] = staleLow;
    words[2 * at + 1] = nanHigh;
  }

  #double(row: number, column: number): number | typeof stale | null {
    const slab = Math.floor(row / rowsPerSlab);
    const at = (row % rowsPerSlab) * chunkPoints + column;
    const value = this.#doubles[slab]?.[at] ?? 0;
    if (!Number.isNaN(value)) return value;
    const words = this.#doubleWords[slab] ?? noIntegers;
    if (words[2 * at + 1] !== nanHigh) return value;
    return words[2 * at] === staleLow ? stale : words[2 * at] === missingLow ? null : value;
  }
}

/** Columns that samples are gathered into; grown by the owner, `count` of them in use. */
export interface Points {
  times: Float64Array;
  values: Float64Array;
  count: number;
}

const noIntegers = new Uint32Array(0);
const integerWritten = { double: false };
const doubleWritten = { double: true };
