import type { SampleStore } from '../sample-store.ts';
import { compareLabels, emptyLabels, type Labels } from '../store/labels.ts';
import type { Points } from '../store/sample-chunk.ts';
import { type Expr, unwrap } from './ast.ts';
import { ExecutionError, ParseError } from './errors.ts';
import { Groupings } from './grouping.ts';
import { parsePromql } from './parse.ts';
import { QueryRun } from './run.ts';
import { isScalar, Step } from './step.ts';
import { checkTypes } from './type-check.ts';
import { refuseDuplicates, type Vector } from './vector.ts';

/** One series of a matrix: its points in ascending time, milliseconds. */
export interface MatrixRow {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export type QueryResult =
  | { readonly type: 'vector'; readonly timeMs: number; readonly vector: Vector }
  | { readonly type: 'scalar'; readonly timeMs: number; readonly value: number }
  | { readonly type: 'string'; readonly timeMs: number; readonly value: string }
  | { readonly type: 'matrix'; readonly rows: readonly MatrixRow[] };

export interface QueryAnswer {
  readonly result: QueryResult;
  /** Samples read and most held at once, for `stats=all`. */
  readonly samples: { readonly total: number; readonly peak: number };
}

export interface EngineOptions {
  readonly store: SampleStore;
  readonly lookbackMs?: number;
  /** Step of a subquery that names none: the evaluation interval. */
  readonly subqueryStepMs?: number;
  readonly maxSamples?: number;
}

const parsedKept = 1000;

/** Answers PromQL over a store. Keeps parsed queries and group keys between queries. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #parsed = new Map<string, Expr>();
  readonly #groupings = new Groupings();

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Throws ParseError, ExecutionError or QueryTimeout. */
  instant(query: string, timeMs: number, expired: () => boolean = never): QueryAnswer {
    const expr = this.parse(query);
    const run = this.#run(timeMs, timeMs, 1, expired);
    return {
      result: instantResult(expr, run, timeMs),
      samples: { total: run.totalSamples, peak: run.peakSamples },
    };
  }

  range(
    query: string,
    startMs: number,
    endMs: number,
    stepMs: number,
    expired: () => boolean = never,
  ): QueryAnswer {
    const expr = this.parse(query);
    const type = checkTypes(expr);
    if (type !== 'scalar' && type !== 'vector') {
      throw new ParseError(
        0,
        `invalid expression type "${type === 'matrix' ? 'range vector' : type}" for range query, must be Scalar or instant Vector`,
      );
    }
    const run = this.#run(startMs, endMs, stepMs, expired);
    const rows = new Rows();
    for (let ts = startMs; ts <= endMs; ts += stepMs) {
      run.checkTime();
      const vector = new Step(run, ts).vector(expr);
      if (vector.labels.length > 1 && ts === startMs) refuseDuplicates(vector);
      rows.add(ts, vector);
      run.resultSamples += vector.labels.length;
      run.hold(0);
    }
    return {
      result: { type: 'matrix', rows: rows.sorted() },
      samples: { total: run.totalSamples, peak: run.peakSamples },
    };
  }

  parse(query: string): Expr {
    const known = this.#parsed.get(query);
    if (known) return known;
    const expr = parsePromql(query);
    if (this.#parsed.size >= parsedKept) this.#parsed.clear();
    this.#parsed.set(query, expr);
    return expr;
  }

  #run(startMs: number, endMs: number, stepMs: number, expired: () => boolean): QueryRun {
    return new QueryRun({
      store: this.#options.store,
      groupings: this.#groupings,
      startMs,
      endMs,
      stepMs,
      expired,
      lookbackMs: this.#options.lookbackMs ?? 300_000,
      subqueryStepMs: this.#options.subqueryStepMs ?? 60_000,
      maxSamples: this.#options.maxSamples ?? 50_000_000,
    });
  }
}

const never = (): boolean => false;

function instantResult(expr: Expr, run: QueryRun, timeMs: number): QueryResult {
  const inner = unwrap(expr);
  const step = new Step(run, timeMs);
  if (inner.kind === 'string') return { type: 'string', timeMs, value: inner.value };
  if (isScalar(inner)) return { type: 'scalar', timeMs, value: step.scalar(inner) };
  if (inner.kind === 'subquery' || inner.kind === 'matrix') {
    const rows: MatrixRow[] = [];
    step.eachRange(inner, (labels, points) => rows.push(copyRow(labels, points)));
    return { type: 'matrix', rows: rows.sort((a, b) => compareLabels(a.labels, b.labels)) };
  }
  const vector = step.vector(inner);
  run.resultSamples += vector.labels.length;
  run.hold(0);
  return { type: 'vector', timeMs, vector };
}

function copyRow(labels: Labels, points: Points): MatrixRow {
  return {
    labels,
    times: [...points.times.subarray(0, points.count)],
    values: [...points.values.subarray(0, points.count)],
  };
}

interface GrowingRow {
  readonly labels: Labels;
  readonly times: number[];
  readonly values: number[];
}

/** Collects steps into a matrix. Rows are found by the labels' identity, and by their text when that is new. */
class Rows {
  readonly #byLabels = new Map<Labels, GrowingRow>();
  readonly #byKey = new Map<string, GrowingRow>();

  add(timeMs: number, vector: Vector): void {
    for (const [index, labels] of vector.labels.entries()) {
      const row = this.#byLabels.get(labels) ?? this.#find(labels);
      if (row.times[row.times.length - 1] === timeMs) {
        throw new ExecutionError('vector cannot contain metrics with the same labelset');
      }
      row.times.push(timeMs);
      row.values.push(vector.values[index] ?? Number.NaN);
    }
  }

  sorted(): MatrixRow[] {
    return [...this.#byKey.values()].sort((a, b) => compareLabels(a.labels, b.labels));
  }

  #find(labels: Labels): GrowingRow {
    const key = labels.key();
    const row = this.#byKey.get(key) ?? {
      labels: labels === emptyLabels ? emptyLabels : labels,
      times: [],
      values: [],
    };
    this.#byKey.set(key, row);
    this.#byLabels.set(labels, row);
    return row;
  }
}
