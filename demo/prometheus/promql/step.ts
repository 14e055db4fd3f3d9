import { emptyLabels, type Labels } from '../store/labels.ts';
import type { Points } from '../store/sample-chunk.ts';
import { aggregate } from './aggregate.ts';
import { type Expr, unwrap } from './ast.ts';
import { scalarBinary } from './binary-scalar.ts';
import { vectorBinary } from './binary-vector.ts';
import { ExecutionError } from './errors.ts';
import type { Evaluation, Window } from './evaluation.ts';
import { scalarFunctions, vectorFunctions } from './functions/registry.ts';
import type { Groupings } from './grouping.ts';
import { isInvariant } from './invariant.ts';
import type { QueryRun } from './run.ts';
import { eachRangeOfSelector, instantVector } from './selectors.ts';
import { eachRangeOfSubquery } from './subquery.ts';
import { checkTypes } from './type-check.ts';
import { mapValues, type Vector } from './vector.ts';

const scalarKnown = new WeakMap<Expr, boolean>();

/** Whether an expression is a scalar. */
export function isScalar(expr: Expr): boolean {
  let result = scalarKnown.get(expr);
  if (result === undefined) {
    result = checkTypes(expr) === 'scalar';
    scalarKnown.set(expr, result);
  }
  return result;
}

/** One step: the value of an expression at one time. */
export class Step implements Evaluation {
  readonly ts: number;
  readonly run: QueryRun;

  constructor(run: QueryRun, ts: number) {
    this.run = run;
    this.ts = ts;
  }

  get groupings(): Groupings {
    return this.run.options.groupings;
  }

  scalar(expr: Expr): number {
    const value = this.#value(expr);
    if (typeof value !== 'number') throw new ExecutionError('expected a scalar');
    return value;
  }

  vector(expr: Expr): Vector {
    const value = this.#value(expr);
    return typeof value === 'number' ? { labels: [emptyLabels], values: [value] } : value;
  }

  text(expr: Expr): string {
    const inner = unwrap(expr);
    if (inner.kind !== 'string') throw new ExecutionError('expected a string literal');
    return inner.value;
  }

  window(expr: Expr): Window {
    const range = unwrap(expr);
    if (range.kind !== 'matrix' && range.kind !== 'subquery')
      throw new ExecutionError('expected a range vector');
    const placed = range.kind === 'matrix' ? range.selector : range;
    const endMs = this.run.referenceTime(placed.at, placed.offsetMs, this.ts);
    return { startMs: endMs - range.rangeMs, endMs };
  }

  eachRange(expr: Expr, visit: (labels: Labels, points: Points) => void): void {
    const range = unwrap(expr);
    if (range.kind === 'matrix') eachRangeOfSelector(this.run, range, this.ts, visit);
    else if (range.kind === 'subquery') {
      const at = (time: number) => new Step(this.run, time).vector(range.inner);
      eachRangeOfSubquery(this.run, range, this.ts, at, visit);
    } else throw new ExecutionError('expected a range vector');
  }

  #value(expr: Expr): number | Vector {
    if (expr.kind === 'number') return expr.value;
    if (!isInvariant(expr)) return this.#evaluate(expr);
    const known = this.run.invariants.get(expr);
    if (known) {
      this.run.count(known.samples);
      return known.value;
    }
    const before = this.run.totalSamples;
    const value = this.#evaluate(expr);
    this.run.invariants.set(expr, { value, samples: this.run.totalSamples - before });
    return value;
  }

  #evaluate(expr: Expr): number | Vector {
    switch (expr.kind) {
      case 'number':
        return expr.value;
      case 'paren':
        return this.#value(expr.inner);
      case 'vector':
        return instantVector(this.run, expr, this.ts);
      case 'aggregate':
        return aggregate(expr, this);
      case 'unary': {
        const value = this.#value(expr.inner);
        return typeof value === 'number' ? -value : mapValues(value, (v) => -v);
      }
      case 'call':
        return this.#call(expr);
      case 'binary':
        return isScalar(expr)
          ? scalarBinary(expr, this.scalar(expr.left), this.scalar(expr.right))
          : vectorBinary(expr, this, isScalar(expr.left), isScalar(expr.right));
      default:
        throw new ExecutionError(`a ${expr.kind} cannot be evaluated at one time`);
    }
  }

  #call(call: Extract<Expr, { kind: 'call' }>): number | Vector {
    const scalar = scalarFunctions[call.name];
    if (scalar) return scalar(call, this);
    const vector = vectorFunctions[call.name];
    if (vector) return vector(call, this);
    throw new ExecutionError(`the function ${call.name} is not supported by this query API`);
  }
}
