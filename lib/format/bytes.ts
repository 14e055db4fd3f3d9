import { noData, scaled } from './number.ts';

/** A number of bytes in decimal units: `1.2 kB`. */
export function formatBytes(bytes: number | null): string {
  return bytes === null ? noData : scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB']);
}
