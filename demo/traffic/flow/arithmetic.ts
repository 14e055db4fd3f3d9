import type { Random } from '#demo/traffic/random.ts';

/**
 * How a number of requests is divided. The rules of a proxy are written once and run in both arithmetics: `drawn` with
 * whole requests that scatter as real ones do, `expected` with fractions of one request, to learn how often a call
 * fails and how long it takes before any is drawn.
 */
export interface Arithmetic {
  /** How many of `n` go the way of probability `p`. */
  split(n: number, p: number): number;
}

export const expected: Arithmetic = { split: (n, p) => n * Math.min(1, Math.max(0, p)) };

export const drawn = (random: Random): Arithmetic => ({ split: (n, p) => random.binomial(n, p) });

/** Divides `n` by weights into `out` (one entry a weight); nothing is lost or added. */
export function spread(
  arithmetic: Arithmetic,
  n: number,
  weights: readonly number[],
  out: number[],
): number[] {
  let left = n;
  let weightLeft = 0;
  for (const weight of weights) weightLeft += weight;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const share = left > 0 && weight > 0 ? arithmetic.split(left, weight / weightLeft) : 0;
    out[i] = share;
    left -= share;
    weightLeft -= weight;
  }
  return out;
}
