import { type Share, share } from '#lib/core/units.ts';

/** z of a two-sided 99 % interval. */
const z = 2.5758293035489004;

/** Wilson's 99 % interval of a share observed as `hits` of `n`; it holds for small shares, where the normal one does not. */
export function wilson99(hits: number, n: number): { readonly low: Share; readonly high: Share } {
  const p = hits / n;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: share.parse(Math.max(0, centre - half)), high: share.parse(Math.min(1, centre + half)) };
}
