import type { Points } from '../../store/sample-chunk.ts';
import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { KahanSum } from '../kahan-sum.ts';
import { argument, overRange, rowsOfRange } from './ranges.ts';

/** Least squares over seconds from `interceptMs`. A series that never changes has slope 0 exactly. */
function leastSquares(points: Points, interceptMs: number): { slope: number; intercept: number } {
  const first = points.values[0] ?? Number.NaN;
  const values = points.values.subarray(0, points.count);
  if (values.every((value) => value === first)) {
    if (Math.abs(first) === Number.POSITIVE_INFINITY) return { slope: Number.NaN, intercept: Number.NaN };
    return { slope: 0, intercept: first };
  }
  const [sumX, sumY, sumXY, sumXX] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()];
  for (const [index, y] of values.entries()) {
    const x = ((points.times[index] ?? 0) - interceptMs) / 1000;
    sumX.add(x);
    sumY.add(y);
    sumXY.add(x * y);
    sumXX.add(x * x);
  }
  // Prometheus's own formula: a better one would differ where this one cancels.
  const n = points.count;
  const covariance = sumXY.value - (sumX.value * sumY.value) / n;
  const variance = sumXX.value - (sumX.value * sumX.value) / n;
  const slope = covariance / variance;
  return { slope, intercept: sumY.value / n - (slope * sumX.value) / n };
}

/** `deriv` and `predict_linear`. */
export const regressionFunctions: FunctionTable<VectorFunction> = {
  deriv: overRange((points) => (points.count < 2 ? null : leastSquares(points, points.times[0] ?? 0).slope)),
  predict_linear: (call, evaluation) => {
    const ahead = evaluation.scalar(argument(call, 1));
    return rowsOfRange(evaluation, argument(call, 0), (points) => {
      if (points.count < 2) return null;
      const { slope, intercept } = leastSquares(points, evaluation.ts);
      return slope * ahead + intercept;
    });
  },
};
