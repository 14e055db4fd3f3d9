/** A cumulative bucket of a classic histogram: how many observations, or how many of them a second, are at most `upperBound`. */
export interface Bucket {
  readonly upperBound: number;
  readonly count: number;
}

/** The bound that a label `le` names, as Go's ParseFloat reads it; null where it is no number. */
export function upperBoundOf(le: string): number | null {
  if (/^\+?inf(inity)?$/i.test(le)) return Number.POSITIVE_INFINITY;
  if (/^-inf(inity)?$/i.test(le)) return Number.NEGATIVE_INFINITY;
  const value = le.trim() === '' ? Number.NaN : Number(le);
  return Number.isNaN(value) ? null : value;
}

/** Adds up buckets of one bound and makes counts rise, which rates of single buckets need not do. */
function tidied(buckets: readonly Bucket[]): readonly Bucket[] {
  const merged: { upperBound: number; count: number }[] = [];
  for (const bucket of [...buckets].sort((a, b) => (a.upperBound < b.upperBound ? -1 : 1))) {
    const last = merged[merged.length - 1];
    if (last && last.upperBound === bucket.upperBound) last.count += bucket.count;
    else merged.push({ ...bucket });
  }
  let most = merged[0]?.count ?? 0;
  for (const bucket of merged) {
    if (bucket.count > most) most = bucket.count;
    else if (bucket.count < most) bucket.count = most;
  }
  return merged;
}

/**
 * The quantile `q` (0 to 1) of cumulative buckets in any order, in the unit of their bounds, as Prometheus' own
 * `histogram_quantile` works it out (prometheus 01381a80, promql/quantile.go): linear inside a bucket; the first one begins at 0
 * unless it ends below; what lies in the bucket without an end is at least the last bound. Null where Prometheus answers NaN:
 * nothing was observed, a bucket without an end is missing, or it is the only one.
 */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number | null {
  const buckets = tidied(unsorted);
  const last = buckets[buckets.length - 1];
  if (last?.upperBound !== Number.POSITIVE_INFINITY || buckets.length < 2 || last.count === 0) return null;
  const rank = q * last.count;
  const found = buckets.slice(0, -1).findIndex(({ count }) => count >= rank);
  if (found < 0) return orNull(buckets[buckets.length - 2]?.upperBound);
  const { upperBound: end, count } = buckets[found] ?? last;
  if (found === 0 && end <= 0) return end;
  const below = buckets[found - 1] ?? { upperBound: 0, count: 0 };
  return orNull(below.upperBound + (end - below.upperBound) * ((rank - below.count) / (count - below.count)));
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
