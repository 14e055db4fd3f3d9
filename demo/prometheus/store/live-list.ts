import type { LiveSeries } from '#demo/traffic/metrics.ts';
import type { Series } from './series-index.ts';

/** The stored series of a source's list, place by place. */
export class LiveList<T extends Series> {
  /** Counts the lists followed so far. */
  number = 0;
  /** Ids in step with the list; -1 where the labels came before in the same list. */
  ids = new Int32Array(1024);
  length = 0;
  /** How many places have no series of their own. */
  doubled = 0;
  #followed: readonly LiveSeries[] | null = null;
  #members: T[] = [];

  /** Goes on with a list that has only grown, or begins with another one: then returns the members so far. */
  begin(all: readonly LiveSeries[]): readonly T[] {
    if (all === this.#followed) return [];
    const before = this.#members;
    this.#followed = all;
    this.#members = [];
    this.number += 1;
    this.length = 0;
    this.doubled = 0;
    return before;
  }

  add(series: T): void {
    this.#members.push(series);
    this.#push(series.id);
  }

  addDouble(): void {
    this.doubled += 1;
    this.#push(-1);
  }

  #push(id: number): void {
    if (this.length === this.ids.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.ids);
      this.ids = grown;
    }
    this.ids[this.length++] = id;
  }
}
