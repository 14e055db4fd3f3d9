/** The times of all scrapes kept, ascending. A point's index never changes; old points are dropped from the front. */
export class TimeGrid {
  #times = new Float64Array(1024);
  #base = 0;
  #length = 0;

  /** Index of the first point kept. */
  get first(): number {
    return this.#base;
  }

  /** Index after the last point. */
  get end(): number {
    return this.#base + this.#length;
  }

  /** Times by `index - first`; only valid until the next change. */
  get times(): Float64Array {
    return this.#times;
  }

  /** Milliseconds of a point; NaN where there is none. */
  at(index: number): number {
    return index >= this.#base && index < this.end
      ? (this.#times[index - this.#base] ?? Number.NaN)
      : Number.NaN;
  }

  append(timeMs: number): number {
    if (this.#length === this.#times.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#times);
      this.#times = grown;
    }
    this.#times[this.#length++] = timeMs;
    return this.end - 1;
  }

  dropBefore(index: number): void {
    const dropped = Math.min(Math.max(index - this.#base, 0), this.#length);
    this.#times.copyWithin(0, dropped, this.#length);
    this.#base += dropped;
    this.#length -= dropped;
  }

  /** Index of the last point at or before a time; `first - 1` when all are later. */
  atOrBefore(timeMs: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return this.#base + low - 1;
  }

  /** Index of the first point at or after a time; `end` when all are earlier. */
  atOrAfter(timeMs: number): number {
    const before = this.atOrBefore(timeMs);
    return this.at(before) === timeMs ? before : before + 1;
  }
}
