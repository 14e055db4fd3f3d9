import type { Unit } from './operand.ts';

/** Spellings of a unit after a number, as factors to the operand's own. */
const factors: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  rps: { rps: 1 },
  percent: { '%': 1 },
  ms: { ms: 1, s: 1000 },
  bytes: { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, 'b/s': 1, 'kb/s': 1e3, 'mb/s': 1e6, 'gb/s': 1e9 },
  count: {},
  rank: {},
};

/** What a number of a unit looks like, for an error. */
export const numberHint: Readonly<Record<Unit, string>> = {
  rps: 'requests per second, such as 0.5',
  percent: 'a percentage from 0 to 100, such as 5 or 0.1%',
  ms: 'milliseconds, such as 500, 500ms or 1.5s',
  bytes: 'bytes per second, such as 1000 or 1kB',
  count: 'a count, such as 10',
  rank: 'a rank from 1 to 100',
};

const shape = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)([a-z%/]*)$/i;

/** A number as written, in the operand's unit; null when it is none, or out of what the unit allows. */
export function numberIn(unit: Unit, written: string): number | null {
  const [, digits, suffix] = shape.exec(written) ?? [];
  if (digits === undefined || suffix === undefined) return null;
  const factor = suffix === '' ? 1 : factors[unit][suffix.toLowerCase()];
  if (factor === undefined) return null;
  // Adding 0 makes 0 of -0: both are written alike.
  const value = Number(digits) * factor + 0;
  return Number.isFinite(value) && isWithin(unit, value) ? value : null;
}

function isWithin(unit: Unit, value: number): boolean {
  if (unit === 'percent') return value >= 0 && value <= 100;
  return unit === 'rank' ? value >= 1 && value <= 100 : true;
}
