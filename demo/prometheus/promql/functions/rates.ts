import type { Points } from '../../store/sample-chunk.ts';
import type { FunctionTable, VectorFunction, Window } from '../evaluation.ts';
import { type OfWindow, overRange } from './ranges.ts';

const at = (column: Float64Array, index: number): number => column[index] ?? 0;

/** How much was lost by counters starting again at zero. */
function lostInResets(points: Points): number {
  let lost = 0;
  let previous = at(points.values, 0);
  for (let index = 1; index < points.count; index++) {
    const value = at(points.values, index);
    if (value < previous) lost += previous;
    previous = value;
  }
  return lost;
}

/**
 * Seconds that the window's change stands for: the sampled span, stretched towards both ends by no more than a gap that
 * looks like ordinary sampling, and for counters not beyond where they would have been zero (Prometheus 2.42).
 */
function extrapolatedSeconds(points: Points, window: Window, change: number, counter: boolean): number {
  const first = at(points.times, 0);
  const last = at(points.times, points.count - 1);
  const sampled = (last - first) / 1000;
  const averageGap = sampled / (points.count - 1);
  const threshold = averageGap * 1.1;
  let toStart = (first - window.startMs) / 1000;
  const toEnd = (window.endMs - last) / 1000;
  const firstValue = at(points.values, 0);
  if (counter && change > 0 && firstValue >= 0) {
    const toZero = sampled * (firstValue / change);
    if (toZero < toStart) toStart = toZero;
  }
  return (
    sampled + (toStart < threshold ? toStart : averageGap / 2) + (toEnd < threshold ? toEnd : averageGap / 2)
  );
}

const extrapolated =
  (counter: boolean, perSecond: boolean): OfWindow =>
  (points, window, rangeMs) => {
    if (points.count < 2) return null;
    let change = at(points.values, points.count - 1) - at(points.values, 0);
    if (counter) change += lostInResets(points);
    const sampled = (at(points.times, points.count - 1) - at(points.times, 0)) / 1000;
    let factor = extrapolatedSeconds(points, window, change, counter) / sampled;
    if (perSecond) factor /= rangeMs / 1000;
    return change * factor;
  };

const lastTwo =
  (counter: boolean): OfWindow =>
  (points) => {
    if (points.count < 2) return null;
    const last = at(points.values, points.count - 1);
    const previous = at(points.values, points.count - 2);
    const change = counter && last < previous ? last : last - previous;
    if (!counter) return change;
    return change / ((at(points.times, points.count - 1) - at(points.times, points.count - 2)) / 1000);
  };

function countChanges(points: Points, differs: (previous: number, value: number) => boolean): number {
  let changes = 0;
  for (let index = 1; index < points.count; index++) {
    if (differs(at(points.values, index - 1), at(points.values, index))) changes++;
  }
  return changes;
}

/** `rate`, `increase` and the rest that look at how a series moves. */
export const rateFunctions: FunctionTable<VectorFunction> = {
  rate: overRange(extrapolated(true, true)),
  increase: overRange(extrapolated(true, false)),
  delta: overRange(extrapolated(false, false)),
  irate: overRange(lastTwo(true)),
  idelta: overRange(lastTwo(false)),
  resets: overRange((points) => countChanges(points, (previous, value) => value < previous)),
  changes: overRange((points) =>
    countChanges(
      points,
      (previous, value) => value !== previous && !(Number.isNaN(value) && Number.isNaN(previous)),
    ),
  ),
};
