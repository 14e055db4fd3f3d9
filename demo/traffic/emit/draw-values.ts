import { below, meanOf, normalCdf, type Timing } from '#demo/traffic/flow/timing.ts';
import type { Random } from '#demo/traffic/random.ts';
import { type BucketList, bucketOf } from './buckets.ts';

type Draw = (random: Random, n: number, timing: Timing, buckets: BucketList, counts: Int32Array) => number;

/**
 * Draws `n` whole values of a distribution into `counts` (one entry a bucket, overwritten) and returns their sum. Few
 * are drawn one by one; many by bucket, the sum then being what such values have on average in each bucket.
 */
export const drawValues: Draw = (random, n, timing, buckets, counts) => {
  counts.fill(0);
  const draw = n <= 12 ? drawEach : drawBuckets;
  return draw(random, n, timing, buckets, counts);
};

const drawEach: Draw = (random, n, timing, buckets, counts) => {
  const { mu, sigma, shift, cap } = timing;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let value = Math.exp(mu + sigma * random.normal());
    for (let tries = 0; value > cap && tries < 8; tries++) value = Math.exp(mu + sigma * random.normal());
    const whole = Math.floor(shift + Math.min(value, cap));
    const bucket = bucketOf(buckets, whole);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    sum += whole;
  }
  return sum;
};

const drawBuckets: Draw = (random, n, timing, buckets, counts) => {
  const { bounds } = buckets;
  const last = bounds.length;
  const { mu, sigma, shift, cap } = timing;
  const whole = below(mu, sigma, cap);
  let left = n;
  let done = 0;
  let sum = 0;
  let low = 0;
  for (let i = 0; i <= last && left > 0; i++) {
    // Values are whole: at most `bound` means less than the next whole number.
    const high = Math.min(cap, i < bounds.length ? Math.floor(bounds[i] ?? 0) + 1 - shift : Infinity);
    const upTo = i === last || whole <= 0 ? 1 : Math.min(1, below(mu, sigma, high) / whole);
    if (upTo <= done) continue;
    const count = random.binomial(left, (upTo - done) / (1 - done));
    if (count > 0) {
      counts[i] = count;
      left -= count;
      sum += count * bucketMean(timing, low, high, bounds, i);
    }
    done = upTo;
    low = Math.max(0, high);
  }
  return Math.round(sum);
};

/** Mean of the log-normal between two bounds, kept inside the bucket's own whole numbers. */
function bucketMean(
  { mu, sigma, shift, cap }: Timing,
  low: number,
  high: number,
  bounds: readonly number[],
  bucket: number,
): number {
  const at = (x: number) => (x <= 0 ? 0 : x === Infinity ? 1 : normalCdf((Math.log(x) - mu) / sigma - sigma));
  const mass = below(mu, sigma, high) - below(mu, sigma, low);
  const top = Math.min(high, cap);
  const middle = mass > 1e-9 ? (meanOf(mu, sigma) * (at(high) - at(low))) / mass : Math.min(low + 1, top);
  const floor = bucket === 0 ? 0 : Math.floor(bounds[bucket - 1] ?? 0) + 1;
  const ceiling = bucket < bounds.length ? Math.floor(bounds[bucket] ?? 0) : Number.POSITIVE_INFINITY;
  // Half a millisecond is what rounding down takes from a value.
  return Math.min(ceiling, Math.max(floor, shift + middle - 0.5));
}
