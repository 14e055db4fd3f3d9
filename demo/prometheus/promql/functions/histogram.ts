import { type Bucket, bucketQuantile, upperBoundOf } from '#lib/prom/bucket-quantile.ts';
import type { Labels } from '../../store/labels.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { newVector, push } from '../vector.ts';
import { argument } from './ranges.ts';

/** What `histogram_quantile` answers of buckets, for any `q` that may be written. */
function quantileOf(q: number, buckets: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  return bucketQuantile(q, buckets) ?? Number.NaN;
}

const histogramQuantile: VectorFunction = (call, evaluation) => {
  const q = evaluation.scalar(argument(call, 0));
  const input = evaluation.vector(argument(call, 1));
  const grouping = evaluation.groupings.get(['le'], false);
  const groups = new Map<Labels, Bucket[]>();
  for (const [index, row] of input.labels.entries()) {
    const bound = upperBoundOf(row.get('le'));
    if (bound === null) continue;
    const group = grouping.of(row);
    const buckets = groups.get(group) ?? [];
    groups.set(group, buckets);
    buckets.push({ upperBound: bound, count: input.values[index] ?? Number.NaN });
  }
  const result = newVector();
  for (const [labels, buckets] of groups) push(result, labels, quantileOf(q, buckets));
  return result;
};

export const histogramFunctions: FunctionTable<VectorFunction> = { histogram_quantile: histogramQuantile };
