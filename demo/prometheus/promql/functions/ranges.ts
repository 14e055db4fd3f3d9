import type { Labels } from '../../store/labels.ts';
import type { Points } from '../../store/sample-chunk.ts';
import type { Call, Expr } from '../ast.ts';
import { ExecutionError } from '../errors.ts';
import type { Evaluation, VectorFunction, Window } from '../evaluation.ts';
import { dropNames, newVector, push, type Vector } from '../vector.ts';

/** The argument at a place; the type check has made sure that it is there. */
export function argument(call: Call, index: number): Expr {
  const arg = call.args[index];
  if (!arg) throw new ExecutionError(`${call.name} lacks an argument`);
  return arg;
}

/** A number from the samples of one window, or null for no row. */
export type OfWindow = (points: Points, window: Window, rangeMs: number) => number | null;

/** A function that makes one row of each series of its range argument, metric names dropped. */
export const overRange =
  (compute: OfWindow, argumentIndex = 0): VectorFunction =>
  (call, evaluation) =>
    rowsOfRange(evaluation, argument(call, argumentIndex), compute);

/** One row of each series of a range that `compute` makes a number of, metric names dropped. */
export function rowsOfRange(evaluation: Evaluation, range: Expr, compute: OfWindow): Vector {
  return dropNames(namedRowsOfRange(evaluation, range, compute));
}

/** The same with metric names kept. */
export function namedRowsOfRange(evaluation: Evaluation, range: Expr, compute: OfWindow): Vector {
  const window = evaluation.window(range);
  const rangeMs = window.endMs - window.startMs;
  const rows = newVector();
  evaluation.eachRange(range, (labels: Labels, points: Points) => {
    const value = compute(points, window, rangeMs);
    if (value !== null) push(rows, labels, value);
  });
  return rows;
}
