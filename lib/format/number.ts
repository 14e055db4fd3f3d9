/** Written where there is no number: "no data" never looks like 0. */
export const noData = '–';

/** Between a number and its unit: they never break apart. */
export const unitSpace = '\u00a0';

/** Making a formatter costs more than using it a thousand times, and a graph formats thousands of numbers a refresh. */
const formatters = new Map<number, Intl.NumberFormat>();

/** A number with at most `decimals` decimals, thousands separated, trailing zeros dropped: `1,240`, `3.2`, `10`. */
export function decimal(value: number, decimals: number): string {
  const formatter =
    formatters.get(decimals) ??
    new Intl.NumberFormat('en-US', { minimumFractionDigits: 0, maximumFractionDigits: decimals });
  formatters.set(decimals, formatter);
  return formatter.format(value);
}

/** Three significant figures in the largest fitting unit of `units`, each `base` times the one before it. */
export function scaled(value: number, base: number, units: readonly string[]): string {
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= base && step < units.length - 1) {
    rest /= base;
    step += 1;
  }
  const decimals = Math.abs(rest) < 10 ? 1 : 0;
  return `${decimal(rest, step === 0 && Number.isInteger(rest) ? 0 : decimals)}${unitSpace}${units[step]}`;
}

/** A whole count with thousands separated. Fluid counts from a rate are rounded: `1,240`. */
export function formatCount(value: number | null): string {
  return value === null ? noData : decimal(Math.round(value), 0);
}

/** A part and its whole, where the percentage alone would hide how few there were: `3 of 41`. */
export function formatCountOf(part: number | null, whole: number | null): string {
  return part === null || whole === null ? noData : `${formatCount(part)} of ${formatCount(whole)}`;
}
