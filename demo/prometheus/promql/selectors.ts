import type { Labels } from '../store/labels.ts';
import { type Points, stale } from '../store/sample-chunk.ts';
import type { Series } from '../store/series-index.ts';
import type { MatrixSelector, VectorSelector } from './ast.ts';
import type { QueryRun } from './run.ts';
import { newVector, push, type Vector } from './vector.ts';

/**
 * The newest sample of each selected series within the lookback, with the time it was taken. A staleness marker ends a
 * series at once.
 */
export function instantSamples(
  run: QueryRun,
  selector: VectorSelector,
  ts: number,
  visit: (labels: Labels, value: number, timeMs: number) => void,
): void {
  const { store, lookbackMs } = run.options;
  const reference = run.referenceTime(selector.at, selector.offsetMs, ts);
  const newest = store.grid.atOrBefore(reference);
  const oldest = store.grid.atOrAfter(reference - lookbackMs);
  let found = 0;
  for (const series of run.select(selector)) {
    const index = newestSample(run, series, newest, oldest);
    const value = index < 0 ? null : store.at(series, index);
    if (value === null || value === stale) continue;
    found++;
    visit(series.labels, value, store.grid.at(index));
  }
  run.count(found);
  run.hold(found);
}

function newestSample(run: QueryRun, series: Series, newest: number, oldest: number): number {
  for (let index = newest; index >= oldest; index--) {
    if (run.options.store.at(series, index) !== null) return index;
  }
  return -1;
}

/** An instant selector's vector at `ts`. */
export function instantVector(run: QueryRun, selector: VectorSelector, ts: number): Vector {
  const vector = newVector();
  instantSamples(run, selector, ts, (labels, value) => push(vector, labels, value));
  return vector;
}

const scratch: Points = { times: new Float64Array(4096), values: new Float64Array(4096), count: 0 };

/** The samples of each selected series in the window before `ts`, closed at both ends as in Prometheus 2. */
export function eachRangeOfSelector(
  run: QueryRun,
  matrix: MatrixSelector,
  ts: number,
  visit: (labels: Labels, points: Points) => void,
): void {
  const { store } = run.options;
  const end = run.referenceTime(matrix.selector.at, matrix.selector.offsetMs, ts);
  const from = store.grid.atOrAfter(end - matrix.rangeMs);
  const to = store.grid.atOrBefore(end);
  let widest = 0;
  for (const series of run.select(matrix.selector)) {
    const count = store.rangeAt(series, from, to, scratch);
    if (count === 0) continue;
    run.count(count);
    if (count > widest) widest = count;
    visit(series.labels, scratch);
  }
  run.hold(widest);
}
