export interface SharedCache<T> {
  /** The value of a key, made once for all who ask at the same time. `keep` false forgets it when it is made. */
  get(key: string, make: () => Promise<{ readonly value: T; readonly keep: boolean }>): Promise<T>;
}

/**
 * A cache of the most recently used values whose weights add up to `capacity`; each weighs 1 unless told, and the last one
 * used is kept whatever it weighs. A failure is handed to all who waited and is not kept.
 */
export function createCache<T>(capacity: number, weigh: (value: T) => number = () => 1): SharedCache<T> {
  const values = new Map<string, T>();
  let weight = 0;
  const making = new Map<string, Promise<T>>();

  function forget(key: string): void {
    const known = values.get(key);
    if (known !== undefined && values.delete(key)) weight -= weigh(known);
  }

  function remember(key: string, value: T): void {
    forget(key);
    values.set(key, value);
    weight += weigh(value);
    for (const oldest of values.keys()) {
      if (weight <= capacity || oldest === key) break;
      forget(oldest);
    }
  }

  return {
    get(key, make) {
      const known = values.get(key);
      if (known !== undefined) {
        remember(key, known);
        return Promise.resolve(known);
      }
      const underWay = making.get(key);
      if (underWay !== undefined) return underWay;
      const made = make()
        .then(({ value, keep }) => {
          if (keep) remember(key, value);
          return value;
        })
        .finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },
  };
}

/** Waits for a shared promise no longer than the caller does. The work goes on for the others. */
export function orAbort<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
