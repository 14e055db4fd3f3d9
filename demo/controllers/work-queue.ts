export interface WorkQueue {
  /** Asks for work on a key. Asked again while it waits: done once; while it runs: done once more after. Lower `priority` goes first. */
  add(key: string, priority: number): void;
  /** Resolves when nothing waits or runs and nothing came for `quietMs`. */
  idle(quietMs: number): Promise<void>;
}

export interface WorkQueueOptions {
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Throwing makes the key come again after a delay. */
  work(key: string): Promise<void>;
  onError(error: unknown, key: string): void;
}

const retryMs = 500;

/** Keys worked on a few at a time, never the same key twice at once. */
export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const waiting = new Map<number, Set<string>>();
  const priorities = new Map<string, number>();
  const running = new Set<string>();
  const again = new Map<string, number>();
  let retrying = 0;
  let lastActive = performance.now();

  const add = (key: string, priority: number): void => {
    lastActive = performance.now();
    if (running.has(key)) {
      again.set(key, Math.min(priority, again.get(key) ?? priority));
      return;
    }
    const known = priorities.get(key);
    if (known !== undefined && known <= priority) return;
    if (known !== undefined) waiting.get(known)?.delete(key);
    const level = waiting.get(priority) ?? new Set();
    waiting.set(priority, level.add(key));
    priorities.set(key, priority);
    if (running.size < options.concurrency) setImmediate(pump);
  };

  const next = (): [string, number] | null => {
    for (const priority of [...waiting.keys()].sort((a, b) => a - b)) {
      for (const key of waiting.get(priority) ?? []) {
        waiting.get(priority)?.delete(key);
        priorities.delete(key);
        return [key, priority];
      }
    }
    return null;
  };

  const run = async (key: string, priority: number): Promise<void> => {
    try {
      await options.work(key);
    } catch (error) {
      if (options.signal.aborted) return;
      options.onError(error, key);
      retrying += 1;
      setTimeout(() => {
        retrying -= 1;
        if (!options.signal.aborted) add(key, priority);
      }, retryMs).unref();
    } finally {
      lastActive = performance.now();
      running.delete(key);
      const repeat = again.get(key);
      again.delete(key);
      if (repeat !== undefined) add(key, repeat);
      pump();
    }
  };

  const pump = (): void => {
    while (running.size < options.concurrency && !options.signal.aborted) {
      const taken = next();
      if (taken === null) return;
      running.add(taken[0]);
      void run(...taken);
    }
  };

  const isIdle = (quietMs: number) =>
    priorities.size === 0 &&
    running.size === 0 &&
    retrying === 0 &&
    performance.now() - lastActive >= quietMs;

  return {
    add,
    async idle(quietMs) {
      while (!isIdle(quietMs) && !options.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
