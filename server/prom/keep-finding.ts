import type { Clock } from '../context.ts';

const askAgain = 600_000;
const askAgainSoon = 30_000;

/** Asks every ten minutes for what seldom changes until `signal` is aborted; a failure or null is asked again soon. */
export async function keepFinding<T>(
  clock: Clock,
  signal: AbortSignal,
  find: () => Promise<T | null>,
  found: (value: T) => void,
): Promise<void> {
  while (!signal.aborted) {
    const value = await find().catch(() => null);
    if (value !== null) found(value);
    await clock.after(value === null ? askAgainSoon : askAgain, signal);
  }
}
