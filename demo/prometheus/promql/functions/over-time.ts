import type { Points } from '../../store/sample-chunk.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { KahanSum } from '../kahan-sum.ts';
import { quantileOf } from '../quantile.ts';
import { argument, namedRowsOfRange, overRange, rowsOfRange } from './ranges.ts';

const valuesOf = (points: Points): Float64Array => points.values.subarray(0, points.count);

function sum(points: Points): number {
  const total = new KahanSum();
  for (const value of valuesOf(points)) total.add(value);
  return total.value;
}

function mean(points: Points): number {
  const total = sum(points);
  if (Number.isFinite(total) || Number.isNaN(total)) return total / points.count;
  const values = valuesOf(points);
  if (values.some((value) => !Number.isFinite(value))) return total;
  return values.reduce((average, value, index) => average + (value - average) / (index + 1), 0);
}

function variance(points: Points): number {
  let count = 0;
  const average = new KahanSum();
  const squares = new KahanSum();
  for (const value of valuesOf(points)) {
    count++;
    const before = value - (average.sum + average.lost);
    average.add(before / count);
    squares.add(before * (value - (average.sum + average.lost)));
  }
  return (squares.sum + squares.lost) / count;
}

function fold(points: Points, better: (best: number, value: number) => boolean): number {
  let best = points.values[0] ?? Number.NaN;
  for (const value of valuesOf(points)) if (better(best, value) || Number.isNaN(best)) best = value;
  return best;
}

/** Functions over the samples of a window. `last_over_time` alone keeps the metric name. */
export const overTimeFunctions: FunctionTable<VectorFunction> = {
  sum_over_time: overRange(sum),
  avg_over_time: overRange(mean),
  count_over_time: overRange((points) => points.count),
  present_over_time: overRange(() => 1),
  min_over_time: overRange((points) => fold(points, (best, value) => value < best)),
  max_over_time: overRange((points) => fold(points, (best, value) => value > best)),
  stdvar_over_time: overRange(variance),
  stddev_over_time: overRange((points) => Math.sqrt(variance(points))),
  last_over_time: (call, evaluation) =>
    namedRowsOfRange(evaluation, argument(call, 0), (points) => points.values[points.count - 1] ?? null),
  quantile_over_time: (call, evaluation) => {
    const q = evaluation.scalar(argument(call, 0));
    return rowsOfRange(evaluation, argument(call, 1), (points) => quantileOf(q, [...valuesOf(points)]));
  },
};
