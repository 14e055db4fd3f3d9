import { decimal, noData, scaled, unitSpace } from './number.ts';

function digits(perSecond: number): string {
  if (perSecond >= 10_000) return `${decimal(perSecond / 1000, 1)}k`;
  if (perSecond >= 10) return decimal(perSecond, 0);
  if (perSecond >= 0.1) return decimal(perSecond, 1);
  return decimal(Number(perSecond.toPrecision(1)), 6);
}

/** Requests per second, short, for dense places: `38 rps`, `0.02 rps`, `–`. */
export function formatRateShort(perSecond: number | null, unit = 'rps'): string {
  return perSecond === null ? noData : `${digits(perSecond)}${unitSpace}${unit}`;
}

/** Requests per second; below one in ten seconds with the interval beside it: `0.02 rps (1 in 50 s)`. */
export function formatRate(perSecond: number | null, unit = 'rps'): string {
  const short = formatRateShort(perSecond, unit);
  if (perSecond === null || perSecond <= 0 || perSecond >= 0.1) return short;
  return `${short} (1 in ${decimal(1 / perSecond, 0)}${unitSpace}s)`;
}

/** Bytes per second in decimal units: `1.2 kB/s`. */
export function formatBytesRate(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? noData : scaled(bytesPerSecond, 1000, ['B/s', 'kB/s', 'MB/s', 'GB/s']);
}
