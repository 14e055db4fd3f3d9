import { type Bucket, bucketQuantile } from '#lib/prom/bucket-quantile.ts';
import { shareInterval } from './interval.ts';

/** So many take longer than the p99, by what it is. */
const beyondP99 = 0.01;

/** How the slowest requests of a canary compare. */
export interface Slowness {
  /** Its p99 over the stable version's; null without data. */
  readonly ratio: number | null;
  /** Whether it is beyond the limit, and beyond chance. */
  readonly sure: boolean;
}

export interface SlownessInput {
  readonly canary: readonly Bucket[];
  readonly stable: readonly Bucket[];
  /** Requests of the canary: buckets may hold rates. */
  readonly requests: number;
  readonly limit: number;
}

/**
 * The p99 of a canary beside that of the stable version. A percentile of buckets has no interval of its own; but were the canary's
 * p99 below the end of the bucket that the stable one lies in, no more than one in a hundred of its requests could be beyond that
 * end. It is sure when Wilson's interval of those that are lies above it: no interpolation inside a bucket makes it so.
 */
export function slownessOf({ canary, stable, requests, limit }: SlownessInput): Slowness {
  const [own, than] = [bucketQuantile(0.99, canary), bucketQuantile(0.99, stable)];
  if (own === null || than === null || than <= 0) return { ratio: null, sure: false };
  const ratio = own / than;
  const beyond = shareBeyond(canary, than);
  const band = beyond === null ? null : shareInterval({ hits: beyond * requests, of: requests });
  return { ratio, sure: ratio > limit && band !== null && band.low > beyondP99 };
}

/** The share of observations beyond the end of the bucket that `value` lies in. */
function shareBeyond(buckets: readonly Bucket[], value: number): number | null {
  const all = buckets.find(({ upperBound }) => upperBound === Number.POSITIVE_INFINITY)?.count ?? 0;
  if (all <= 0) return null;
  const within = buckets
    .filter(({ upperBound }) => upperBound >= value)
    .reduce((least, bucket) => (bucket.upperBound < least.upperBound ? bucket : least), {
      upperBound: Number.POSITIVE_INFINITY,
      count: all,
    });
  return Math.max(0, 1 - within.count / all);
}
