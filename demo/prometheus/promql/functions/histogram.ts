import type { Labels } from '../../store/labels.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { newVector, push } from '../vector.ts';
import { argument } from './ranges.ts';

interface Bucket {
  readonly upperBound: number;
  count: number;
}

/** `le` as Go's ParseFloat reads it; null where it is no number. */
function upperBound(le: string): number | null {
  if (/^\+?inf(inity)?$/i.test(le)) return Number.POSITIVE_INFINITY;
  if (/^-inf(inity)?$/i.test(le)) return Number.NEGATIVE_INFINITY;
  const value = le.trim() === '' ? Number.NaN : Number(le);
  return Number.isNaN(value) ? null : value;
}

/** Adds up buckets of one bound and makes counts rise, which rates of single buckets need not do. */
function tidied(buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
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

/** The quantile of cumulative buckets, linear inside a bucket, as Prometheus 2.42 works it out. */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const buckets = tidied(unsorted);
  const last = buckets[buckets.length - 1];
  if (last?.upperBound !== Number.POSITIVE_INFINITY || buckets.length < 2 || last.count === 0)
    return Number.NaN;
  const rank = q * last.count;
  const found = buckets.slice(0, -1).findIndex((bucket) => bucket.count >= rank);
  if (found < 0) return buckets[buckets.length - 2]?.upperBound ?? Number.NaN;
  const end = buckets[found]?.upperBound ?? Number.NaN;
  if (found === 0 && end <= 0) return end;
  const below = buckets[found - 1] ?? { upperBound: 0, count: 0 };
  const inside = (buckets[found]?.count ?? 0) - below.count;
  return below.upperBound + (end - below.upperBound) * ((rank - below.count) / inside);
}

const histogramQuantile: VectorFunction = (call, evaluation) => {
  const q = evaluation.scalar(argument(call, 0));
  const input = evaluation.vector(argument(call, 1));
  const grouping = evaluation.groupings.get(['le'], false);
  const groups = new Map<Labels, Bucket[]>();
  for (const [index, row] of input.labels.entries()) {
    const bound = upperBound(row.get('le'));
    if (bound === null) continue;
    const group = grouping.of(row);
    const buckets = groups.get(group) ?? [];
    groups.set(group, buckets);
    buckets.push({ upperBound: bound, count: input.values[index] ?? Number.NaN });
  }
  const result = newVector();
  for (const [labels, buckets] of groups) push(result, labels, bucketQuantile(q, buckets));
  return result;
};

export const histogramFunctions: FunctionTable<VectorFunction> = { histogram_quantile: histogramQuantile };
