import { z } from 'zod';
import { wilson99 } from '#lib/graph/wilson.ts';

/** Where a share, or a difference of two, lies at 99 %. */
export const interval = z.object({ low: z.number(), high: z.number() });
export type Interval = z.infer<typeof interval>;

/** How many of how many; counts of rates need not be whole. */
export interface Hits {
  readonly hits: number;
  readonly of: number;
}

/** The share that was observed; null where nothing was counted. Counts of two queries may disagree a little: it is never above 1. */
export const shareOf = ({ hits, of }: Hits): number | null =>
  of > 0 ? Math.min(1, Math.max(0, hits / of)) : null;

/** Wilson's 99 % interval of a share; null where nothing was counted. It always holds the share that was observed. */
export function shareInterval(counted: Hits): Interval | null {
  const share = shareOf(counted);
  if (share === null) return null;
  const { low, high } = wilson99(share * counted.of, counted.of);
  return { low: Math.min(low, share), high: Math.max(high, share) };
}

/** A difference of two shares, first minus second, and where it lies at 99 %. All from −1 to 1. */
export const difference = z.object({ observed: z.number(), low: z.number(), high: z.number() });
export type Difference = z.infer<typeof difference>;

/**
 * The difference of two independent shares with its 99 % interval, by the hybrid score method: R. G. Newcombe, "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17 (1998) 873–890, method 10. It is made
 * of the Wilson intervals of the two, so that it holds where a share is 0 and counts are small. Null where either has no data.
 */
export function differenceOf(first: Hits, second: Hits): Difference | null {
  const [a, b] = [shareOf(first), shareOf(second)];
  const [of, than] = [shareInterval(first), shareInterval(second)];
  if (a === null || b === null || of === null || than === null) return null;
  const observed = a - b;
  return {
    observed,
    low: Math.max(-1, observed - Math.hypot(a - of.low, than.high - b)),
    high: Math.min(1, observed + Math.hypot(of.high - a, b - than.low)),
  };
}
