import type { Clock } from '../context.ts';

export interface RateLimits {
  /** So many requests may come at once. */
  readonly burst: number;
  /** So many more with every second. */
  readonly perSecond: number;
}

interface Bucket {
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Above so many known callers, those that may ask their whole burst again are forgotten. */
const swept = 1000;

/** A token bucket for each caller: short bursts are fine, a flood of one takes nothing from the others. */
export class RateBound {
  readonly #limits: RateLimits;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limits: RateLimits, clock: Pick<Clock, 'now'>) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Whether `caller` may ask now; counts as asked if so. */
  take(caller: string): boolean {
    const at = this.#clock.now();
    const tokens = this.#tokensAt(this.#buckets.get(caller), at);
    const taken = tokens >= 1;
    this.#buckets.set(caller, { tokens: taken ? tokens - 1 : tokens, at });
    if (this.#buckets.size > swept) this.#forgetRested(at);
    return taken;
  }

  /** How many callers it remembers. */
  get size(): number {
    return this.#buckets.size;
  }

  #tokensAt(bucket: Bucket | undefined, at: number): number {
    const { burst, perSecond } = this.#limits;
    if (bucket === undefined) return burst;
    // A clock that is set back takes nothing away.
    return Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond);
  }

  #forgetRested(at: number): void {
    for (const [caller, bucket] of this.#buckets)
      if (this.#tokensAt(bucket, at) >= this.#limits.burst) this.#buckets.delete(caller);
  }
}
