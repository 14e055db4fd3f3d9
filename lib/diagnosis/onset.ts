import type { EpochSeconds } from '#lib/core/units.ts';

/** A moment and what was measured then; null is a gap. */
export type Point = readonly [EpochSeconds, number | null];

/** A lasting change of a series: the last moment before it, and the median on each side. */
export interface Onset {
  readonly at: EpochSeconds;
  readonly before: number;
  readonly after: number;
}

/** Fewer moments do not tell a change from noise. */
const fewest = 6;

/** A split in two must take away this part of the squared error to be a change. */
const clear = 0.5;

/** What part of the step a value must have climbed to belong to what came after. */
const climbed = 0.1;

/**
 * When a series changed for good: the split in two that leaves the least squared error, moved back to where the climb to it
 * began. Null where it did not change clearly, or there is too little of it. A rate looks back over its window, so what happened
 * lies between the moment told and the next.
 */
export function onsetOf(series: readonly Point[]): Onset | null {
  const points = series.flatMap(([at, value]) => (value === null ? [] : [{ at, value }]));
  if (points.length < fewest) return null;
  const split = bestSplit(points.map(({ value }) => value));
  if (split === null) return null;
  const before = median(points.slice(0, split).map(({ value }) => value));
  const after = median(points.slice(split).map(({ value }) => value));
  const isAfter = (value: number | undefined) =>
    value !== undefined && Math.abs(value - before) > climbed * Math.abs(after - before);
  let first = split;
  while (first > 1 && isAfter(points[first - 1]?.value)) first -= 1;
  const last = points[first - 1];
  return last === undefined ? null : { at: last.at, before, after };
}

/** Of an even number the lower of the two in the middle. The climb to a step is part of neither side. */
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** The length of the left part; null where no split explains enough. */
function bestSplit(values: readonly number[]): number | null {
  const sums = [0];
  const squares = [0];
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value);
    squares.push((squares.at(-1) ?? 0) + value * value);
  }
  const errorOf = (from: number, to: number): number => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return (squares[to] ?? 0) - (squares[from] ?? 0) - sum ** 2 / (to - from);
  };
  const whole = errorOf(0, values.length);
  if (whole <= 1e-12) return null;
  let best = { at: 0, left: whole };
  for (let at = 1; at < values.length; at += 1) {
    const left = errorOf(0, at) + errorOf(at, values.length);
    if (left < best.left) best = { at, left };
  }
  return whole - best.left >= clear * whole ? best.at : null;
}
