import type { Labels } from '../store/labels.ts';
import type { Points } from '../store/sample-chunk.ts';
import type { Subquery } from './ast.ts';
import type { QueryRun } from './run.ts';
import type { Vector } from './vector.ts';

type EvaluateAt = (ts: number) => Vector;

/**
 * The values of a subquery's inner expression over the window before `ts`, row by row. Inner steps lie on multiples of
 * the step, whatever the outer time, so a value is worked out once and used by every outer step.
 */
export function eachRangeOfSubquery(
  run: QueryRun,
  subquery: Subquery,
  ts: number,
  evaluateAt: EvaluateAt,
  visit: (labels: Labels, points: Points) => void,
): void {
  const step = subquery.stepMs ?? run.options.subqueryStepMs;
  const end = run.referenceTime(subquery.at, subquery.offsetMs, ts);
  const start = end - subquery.rangeMs;
  const rows = new Map<string, { labels: Labels; times: number[]; values: number[] }>();
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) {
    const vector = remembered(run, subquery, time, evaluateAt);
    for (const [index, labels] of vector.labels.entries()) {
      const key = labels.key();
      const row = rows.get(key) ?? { labels, times: [], values: [] };
      rows.set(key, row);
      row.times.push(time);
      row.values.push(vector.values[index] ?? Number.NaN);
    }
  }
  for (const row of rows.values()) {
    run.count(row.times.length);
    run.hold(row.times.length);
    const times = Float64Array.from(row.times);
    visit(row.labels, { times, values: Float64Array.from(row.values), count: times.length });
  }
}

/** Samples read inside a subquery are not counted; only the points it hands on are. */
function remembered(run: QueryRun, subquery: Subquery, time: number, evaluateAt: EvaluateAt): Vector {
  const byTime = run.subqueries.get(subquery) ?? new Map<number, Vector>();
  run.subqueries.set(subquery, byTime);
  const known = byTime.get(time);
  if (known) return known;
  run.checkTime();
  const before = run.totalSamples;
  const vector = evaluateAt(time);
  run.totalSamples = before;
  byTime.set(time, vector);
  return vector;
}
