import type { AggregateOperator } from './ast.ts';

/** The running state of one aggregation over all groups; slots are numbered from 0 without holes. */
export interface Accumulation {
  add(slot: number, value: number): void;
  result(slot: number): number;
}

type Simple = Exclude<AggregateOperator, 'topk' | 'bottomk' | 'quantile' | 'count_values'>;

const folding = (
  fold: (state: number, value: number) => number,
  first = (value: number): number => value,
) => ({
  start(): Accumulation {
    const states: number[] = [];
    return {
      add(slot, value) {
        const state = states[slot];
        states[slot] = state === undefined ? first(value) : fold(state, value);
      },
      result: (slot) => states[slot] ?? Number.NaN,
    };
  },
});

/** Prometheus 2.42 takes the mean step by step, so that large values do not overflow. */
function startAverage(): Accumulation {
  const counts: number[] = [];
  const means: number[] = [];
  return {
    add(slot, value) {
      const count = (counts[slot] ?? 0) + 1;
      counts[slot] = count;
      const mean = means[slot];
      if (mean === undefined) means[slot] = value;
      else if (Math.abs(mean) !== Number.POSITIVE_INFINITY)
        means[slot] = mean + (value / count - mean / count);
      // An infinite mean stays, unless an infinity of the other sign or NaN makes it undefined.
      else if (value !== mean && !Number.isFinite(value)) means[slot] = Number.NaN;
    },
    result: (slot) => means[slot] ?? Number.NaN,
  };
}

function startVariance(finish: (variance: number) => number): Accumulation {
  const counts: number[] = [];
  const means: number[] = [];
  const squares: number[] = [];
  return {
    add(slot, value) {
      const count = (counts[slot] ?? 0) + 1;
      const before = means[slot] ?? value;
      const mean = count === 1 ? value : before + (value - before) / count;
      counts[slot] = count;
      means[slot] = mean;
      squares[slot] = count === 1 ? 0 : (squares[slot] ?? 0) + (value - before) * (value - mean);
    },
    result: (slot) => finish((squares[slot] ?? Number.NaN) / (counts[slot] ?? 1)),
  };
}

export const accumulators: Readonly<Record<Simple, { start(): Accumulation }>> = {
  sum: folding((sum, value) => sum + value),
  min: folding((least, value) => (least > value || Number.isNaN(least) ? value : least)),
  max: folding((most, value) => (most < value || Number.isNaN(most) ? value : most)),
  count: folding(
    (count) => count + 1,
    () => 1,
  ),
  group: folding(
    () => 1,
    () => 1,
  ),
  avg: { start: startAverage },
  stddev: { start: () => startVariance(Math.sqrt) },
  stdvar: { start: () => startVariance((variance) => variance) },
};
