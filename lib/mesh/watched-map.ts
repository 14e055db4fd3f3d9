/** A map that tells what is looked up in it: `get` finds and notes one key, `all` notes that every entry was seen. */
export class WatchedMap<K, V> implements ReadonlyMap<K, V> {
  readonly of: ReadonlyMap<K, V>;
  readonly get: (key: K) => V | undefined;
  readonly #all: () => void;

  constructor(of: ReadonlyMap<K, V>, get: (key: K) => V | undefined, all: () => void) {
    this.of = of;
    this.get = get;
    this.#all = all;
  }

  get size(): number {
    this.#all();
    return this.of.size;
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  keys(): MapIterator<K> {
    this.#all();
    return this.of.keys();
  }

  values(): MapIterator<V> {
    this.#all();
    return this.of.values();
  }

  entries(): MapIterator<[K, V]> {
    this.#all();
    return this.of.entries();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(each: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    this.#all();
    this.of.forEach(each);
  }
}
