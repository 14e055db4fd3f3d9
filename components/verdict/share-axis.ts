import type { Interval } from '#lib/verdict/interval.ts';

/**
 * The end of an axis from 0 on which all intervals lie, as a share: the next of 1, 2, 5 and 10 of its power of ten, never above
 * all. Without intervals 1 %.
 */
export function axisEnd(intervals: readonly Interval[]): number {
  const most = Math.max(0, ...intervals.map(({ high }) => high));
  if (most <= 0) return 0.01;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((each) => each * power >= most * (1 - 1e-9)) ?? 10;
  return Math.min(1, Number((step * power).toPrecision(3)));
}
