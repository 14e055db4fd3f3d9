/**
 * How long something takes: log-normal in milliseconds, shifted by what went before and cut off where a timeout ends
 * it. `cap` bounds the log-normal part; what is beyond it was counted as a timeout already.
 */
export interface Timing {
  readonly mu: number;
  readonly sigma: number;
  readonly shift: number;
  readonly cap: number;
}

const z99 = 2.3263478740408408;

/** Log-normal by its median and 99th percentile, as behaviours write latencies. */
export const fromPercentiles = (median: number, p99: number): { mu: number; sigma: number } => ({
  mu: Math.log(median),
  sigma: Math.max(0.01, Math.log(Math.max(p99, median * 1.01) / median) / z99),
});

/** Log-normal with a given mean and variance. */
export function fromMoments(mean: number, variance: number): { mu: number; sigma: number } {
  const m = Math.max(mean, 1e-3);
  const sigma2 = Math.log(1 + Math.max(variance, 1e-6) / (m * m));
  return { mu: Math.log(m) - sigma2 / 2, sigma: Math.sqrt(sigma2) };
}

export const meanOf = (mu: number, sigma: number): number => Math.exp(mu + (sigma * sigma) / 2);
export const varianceOf = (mu: number, sigma: number): number =>
  (Math.exp(sigma * sigma) - 1) * meanOf(mu, sigma) ** 2;

/** Standard normal distribution function; absolute error below 1e-7 (Abramowitz and Stegun 26.2.17). */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

/** Probability that the log-normal stays below `x`. */
export const below = (mu: number, sigma: number, x: number): number =>
  x <= 0 ? 0 : x === Number.POSITIVE_INFINITY ? 1 : normalCdf((Math.log(x) - mu) / sigma);

/** Answers of a proxy itself: well under a millisecond. */
export const localTiming = (shift: number): Timing => ({ mu: -0.9, sigma: 0.5, shift, cap: Infinity });

/** A moment fixed by a timeout, with the little that the timer is late. */
export const fixedTiming = (at: number): Timing => ({ mu: -0.7, sigma: 0.4, shift: at, cap: Infinity });
