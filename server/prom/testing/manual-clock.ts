import type { Clock } from '../../context.ts';

interface Waiter {
  readonly due: number;
  readonly done: () => void;
}

/** A clock that stands still until a test moves it. `advance` lets whatever became due run before it returns. */
export interface ManualClock extends Clock {
  advance(ms: number): Promise<void>;
}

export function manualClock(start: number): ManualClock {
  let now = start;
  const waiting = new Set<Waiter>();

  return {
    now: () => now,
    after: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const waiter = { due: now + ms, done: resolve };
        waiting.add(waiter);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = [...waiting].filter((w) => w.due <= end).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        now = Math.max(now, next.due);
        waiting.delete(next);
        next.done();
      }
      now = end;
      await settled();
    },
  };
}

/** Lets pending promise callbacks run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
