import type { JsonObject } from '#lib/core/json.ts';

/** One change of the store. `previous` is the state before it, null for a new object. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  path: string;
  object: JsonObject;
  previous: JsonObject | null;
  version: number;
}

/** The last changes of the store, for watches that resume; older ones are forgotten. */
export class EventLog {
  readonly #limit: number;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #events: StoreEvent[] = [];
  #oldest: number;

  constructor(limit: number, firstVersion: number) {
    this.#limit = limit;
    this.#oldest = firstVersion;
  }

  /** Every version from this one on can be resumed from. */
  get oldestVersion(): number {
    return this.#oldest;
  }

  append(event: StoreEvent): void {
    this.#events.push(event);
    const lastForgotten = this.#events[this.#events.length - this.#limit - 1];
    if (lastForgotten !== undefined) this.#oldest = lastForgotten.version;
    // Twice the window before cutting: one copy for every `limit` events instead of one for each.
    if (this.#events.length >= this.#limit * 2) this.#events = this.#events.slice(-this.#limit);
    for (const listener of this.#listeners) listener(event);
  }

  /** Events after a version, oldest first, or null when some of them are forgotten. */
  since(version: number): StoreEvent[] | null {
    if (version < this.#oldest) return null;
    return this.#events.slice(this.#indexAfter(version));
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #indexAfter(version: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.version ?? 0) <= version) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
