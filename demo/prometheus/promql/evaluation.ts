import type { Labels } from '../store/labels.ts';
import type { Points } from '../store/sample-chunk.ts';
import type { Call, Expr } from './ast.ts';
import type { Groupings } from './grouping.ts';
import type { QueryRun } from './run.ts';
import type { Vector } from './vector.ts';

/** The window of a range argument at one step, milliseconds, both ends included. */
export interface Window {
  readonly startMs: number;
  readonly endMs: number;
}

/** One step of an evaluation, as functions and operators see it: they ask it for the values of their arguments. */
export interface Evaluation {
  /** Evaluation time, milliseconds. */
  readonly ts: number;
  readonly run: QueryRun;
  readonly groupings: Groupings;
  scalar(expr: Expr): number;
  vector(expr: Expr): Vector;
  text(expr: Expr): string;
  /** The window of a range argument, and its samples series by series; `points` are only valid during the visit. */
  window(expr: Expr): Window;
  eachRange(expr: Expr, visit: (labels: Labels, points: Points) => void): void;
}

export type VectorFunction = (call: Call, evaluation: Evaluation) => Vector;
export type ScalarFunction = (call: Call, evaluation: Evaluation) => number;
export type FunctionTable<F> = Readonly<Record<string, F>>;
