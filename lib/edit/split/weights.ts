import { apportion } from './apportion.ts';

/** The weights of a rule while a person moves them, row by row: whole numbers of 0 or more, of any sum. */
export interface WeightRows {
  readonly weights: readonly number[];
  /** Rows that keep their weight when others move. */
  readonly locked: readonly boolean[];
}

/** Percentages to jump to. */
export const presets = [0, 1, 5, 10, 25, 50, 100] as const;

/** What a rule's weights may be at most: the Gateway API's limit, which Istio's lies beyond. */
export const largestWeight = 1_000_000;

const sumOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

/** How far a row can move: the locked rows keep what they have, and where every other is locked it cannot at all. */
export function reachOf(rows: WeightRows, index: number): { readonly from: number; readonly to: number } {
  const own = rows.weights[index] ?? 0;
  const takers = takersOf(rows, index);
  if (rows.locked[index] === true || takers.length === 0) return { from: own, to: own };
  return { from: 0, to: own + sumOf(takers.map((i) => rows.weights[i] ?? 0)) };
}

/** The other rows that are not locked. */
const takersOf = ({ weights, locked }: WeightRows, index: number): readonly number[] =>
  [...weights.keys()].filter((i) => i !== index && locked[i] !== true);

/**
 * Gives a row a weight, as near to it as it can move. The sum stays: the other unlocked rows give or take in proportion, the
 * last of them that has any takes what is left over, so that a row of 0 stays at 0. Where all of them are 0 the last takes it.
 */
export function setWeight(rows: WeightRows, index: number, weight: number): WeightRows {
  const { from, to } = reachOf(rows, index);
  const given = Math.min(to, Math.max(from, Math.round(Number.isFinite(weight) ? weight : from)));
  const takers = takersOf(rows, index);
  if (given === rows.weights[index] || takers.length === 0) return rows;
  const parts = takers.map((i) => rows.weights[i] ?? 0);
  const shared = shareOut(parts, to - given);
  const weights = rows.weights.map((own, i) => (i === index ? given : (shared[takers.indexOf(i)] ?? own)));
  return { ...rows, weights };
}

function shareOut(parts: readonly number[], total: number): readonly number[] {
  const sum = sumOf(parts);
  const last = Math.max(0, sum === 0 ? parts.length - 1 : parts.findLastIndex((part) => part > 0));
  const whole = parts.map((part) => (sum === 0 ? 0 : Math.floor((part / sum) * total)));
  return whole.map((part, i) => (i === last ? part + total - sumOf(whole) : part));
}

/**
 * Gives a row exactly so many percent. Where whole weights of the sum cannot say that, all weights are first multiplied by the
 * least number that lets them, which changes no share; where the sum is 0 it becomes 100.
 */
export function setPercent(rows: WeightRows, index: number, percent: number): WeightRows {
  const sum = sumOf(rows.weights);
  if (sum === 0) return setWeight({ ...rows, weights: lastTakes(rows, index) }, index, percent);
  const times = 100 / greatestDivisor(sum * percent, 100);
  const fine = Number.isInteger(times) && sum * times <= largestWeight ? times : 1;
  const scaled = { ...rows, weights: rows.weights.map((weight) => weight * fine) };
  const moved = setWeight(scaled, index, (sum * fine * percent) / 100);
  return moved === scaled ? rows : moved;
}

/** 100 for the last other row, so that the one that moves has something to take from. */
function lastTakes(rows: WeightRows, index: number): readonly number[] {
  const last = takersOf(rows, index).at(-1) ?? index;
  return rows.weights.map((weight, i) => (i === last ? 100 : weight));
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** The same shares with a sum of 100, as near as whole weights come; a row above 0 stays above it. Untouched where the sum is 0. */
export function normalise(rows: WeightRows): WeightRows {
  const sum = sumOf(rows.weights);
  return sum === 0 || sum === 100 ? rows : { ...rows, weights: apportion(rows.weights, 100) };
}

/**
 * Percentages to show, in whole tenths that add up to exactly 100; what has any weight shows at least 0.1 where that can be.
 * Null where the sum is 0: nothing is sent anywhere.
 */
export function percentages(weights: readonly number[]): readonly number[] | null {
  if (!weights.some((weight) => weight > 0)) return null;
  return apportion(weights, 1000).map((tenths) => tenths / 10);
}
