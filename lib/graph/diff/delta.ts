import { volumeFloor } from '#lib/health/tolerance.ts';
import { wilson99 } from '../wilson.ts';

/**
 * What a difference is worth.
 * - `real`: chance does not explain it, and it is large enough to matter;
 * - `small`: chance does not explain it, but it is too small to matter;
 * - `noise`: two samples of the same thing differ as much;
 * - `unknown`: a side has no number, or none that chance can be judged by.
 */
export type Verdict = 'real' | 'small' | 'noise' | 'unknown';

/** A number at two moments. Null where there was none; differences null where either side has none. */
export interface Delta {
  readonly before: number | null;
  readonly after: number | null;
  readonly absolute: number | null;
  /** Of what it was before: 0.5 is half as much again. Null too where it was 0. */
  readonly relative: number | null;
  readonly verdict: Verdict;
}

/** Below these a difference does not matter however sure it is: of rates and latencies a share, of shares the points. */
const least = { rate: 0.1, latency: 0.1, errorShare: 0.005 } as const;

/** z of a two-sided 99 % interval. */
const z = 2.5758293035489004;

/** Events counted in a length of time (seconds), and their rate where it is known better than whole events tell. */
export interface Counted {
  readonly count: number;
  readonly window: number;
  readonly rate?: number | null;
}

const difference = (before: number | null, after: number | null): Omit<Delta, 'verdict'> => {
  const absolute = before === null || after === null ? null : after - before;
  const relative = absolute === null || before === null || before === 0 ? null : absolute / before;
  return { before, after, absolute, relative };
};

/** Sure but below `large` is small; without a base (it was 0) every sure difference is large. */
const judged = (sure: boolean, size: number | null, large: number): Verdict =>
  sure ? (size !== null && Math.abs(size) < large ? 'small' : 'real') : 'noise';

/**
 * Whether two Poisson counts can be of one rate: of all events, the share that fell into the second window is compared
 * with the share of time it has (Wilson's 99 % interval).
 */
export function rateDiffers(before: Counted, after: Counted): boolean {
  const events = before.count + after.count;
  const time = before.window + after.window;
  if (events <= 0 || time <= 0) return false;
  const { low, high } = wilson99(after.count, events);
  const expected = after.window / time;
  return expected < low || expected > high;
}

/** A rate per second from counts over two windows. A side that is null has no number. */
export function rateDelta(before: Counted | null, after: Counted | null): Delta {
  const rate = (of: Counted | null) => (of === null ? null : (of.rate ?? of.count / of.window));
  const base = difference(rate(before), rate(after));
  if (before === null || after === null) return { ...base, verdict: 'unknown' };
  return { ...base, verdict: judged(rateDiffers(before, after), base.relative, least.rate) };
}

/** A part of a whole that was counted: failures of requests. */
export interface Part {
  readonly hits: number;
  readonly of: number;
}

/** Newcombe's 99 % interval of the difference of two shares, from Wilson's of each; it holds for small shares. */
function shareInterval(before: Part, after: Part): { readonly low: number; readonly high: number } {
  const [p, q] = [before.hits / before.of, after.hits / after.of];
  const [a, b] = [wilson99(before.hits, before.of), wilson99(after.hits, after.of)];
  return {
    low: q - p - Math.hypot(q - b.low, a.high - p),
    high: q - p + Math.hypot(b.high - q, p - a.low),
  };
}

/** A share of failures; null where nothing was counted. Below the floor of health the interval is too narrow, and nothing is sure. */
export function shareDelta(before: Part | null, after: Part | null): Delta {
  const whole = (of: Part | null) =>
    of === null || of.of <= 0 ? null : { ...of, hits: Math.min(of.hits, of.of) };
  const [a, b] = [whole(before), whole(after)];
  const share = (of: Part | null) => (of === null ? null : of.hits / of.of);
  const base = difference(share(a), share(b));
  if (a === null || b === null) return { ...base, verdict: 'unknown' };
  const { low, high } = shareInterval(a, b);
  const enough = Math.min(a.of, b.of) >= volumeFloor;
  return { ...base, verdict: judged(enough && (low > 0 || high < 0), base.absolute, least.errorShare) };
}

/** A mean and how many values it is of. */
export interface Mean {
  readonly mean: number;
  readonly n: number;
}

/**
 * Two means of response times. How far single ones spread is not in the graph; they are taken to spread as far as their
 * mean is, as waiting times do, so that the logarithm of a mean has a deviation of 1/√n.
 */
export function meanDelta(before: Mean | null, after: Mean | null): Delta {
  const base = difference(before?.mean ?? null, after?.mean ?? null);
  if (before === null || after === null || before.n <= 0 || after.n <= 0)
    return { ...base, verdict: 'unknown' };
  if (before.mean <= 0 || after.mean <= 0)
    return { ...base, verdict: before.mean === after.mean ? 'noise' : 'unknown' };
  const noise = z * Math.sqrt(1 / before.n + 1 / after.n);
  const sure = Math.abs(Math.log(after.mean / before.mean)) > noise;
  return { ...base, verdict: judged(sure, base.relative, least.latency) };
}

/** A number without counts, such as bytes per second: how sure a difference is cannot be told. */
export const plainDelta = (before: number | null, after: number | null): Delta => ({
  ...difference(before, after),
  verdict: before !== null && before === after ? 'noise' : 'unknown',
});
