import type { FunctionTable, VectorFunction } from '../evaluation.ts';
import { mapValues, newVector } from '../vector.ts';
import { argument } from './ranges.ts';

const each =
  (change: (value: number) => number): VectorFunction =>
  (call, evaluation) =>
    mapValues(evaluation.vector(argument(call, 0)), change);

const plain = (names: readonly (keyof Math & string)[]): Record<string, VectorFunction> =>
  Object.fromEntries(
    names.map((name) => {
      const change: unknown = Math[name];
      if (typeof change !== 'function') throw new TypeError(`Math.${name} is no function`);
      return [name, each((value) => Number(change(value)))];
    }),
  );

/** Rounds half up, to a multiple of `to`. */
function round(value: number, to: number): number {
  const inverse = 1 / to;
  return Math.floor(value * inverse + 0.5) / inverse;
}

const clamp =
  (low: number | null, high: number | null): VectorFunction =>
  (call, evaluation) => {
    const least = low === null ? Number.NEGATIVE_INFINITY : evaluation.scalar(argument(call, low));
    const most = high === null ? Number.POSITIVE_INFINITY : evaluation.scalar(argument(call, high));
    if (most < least) return newVector();
    return mapValues(evaluation.vector(argument(call, 0)), (value) => Math.max(least, Math.min(most, value)));
  };

/** Arithmetic of each value by itself. */
export const mathFunctions: FunctionTable<VectorFunction> = {
  ...plain(['abs', 'ceil', 'floor', 'exp', 'sqrt', 'log2', 'log10']),
  ...plain(['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh']),
  ln: each(Math.log),
  sgn: each((value) => (value < 0 ? -1 : value > 0 ? 1 : value)),
  deg: each((value) => (value * 180) / Math.PI),
  rad: each((value) => (value * Math.PI) / 180),
  round: (call, evaluation) => {
    const to = call.args[1] ? evaluation.scalar(call.args[1]) : 1;
    return mapValues(evaluation.vector(argument(call, 0)), (value) => round(value, to));
  },
  clamp: clamp(1, 2),
  clamp_min: clamp(1, null),
  clamp_max: clamp(null, 1),
};
