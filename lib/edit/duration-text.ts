const units = [
  [1000, 's'],
  [60_000, 'm'],
  [3_600_000, 'h'],
] as const;

/** As many digits of one unit as the Gateway API takes (GEP-2257). */
const most = 99_999;

/**
 * Whole milliseconds as Istio and the Gateway API both write durations: `2s`, `1500ms`; a larger unit than seconds only where
 * it has to be.
 */
export function durationText(milliseconds: number): string {
  const unit = units.find(([size]) => milliseconds % size === 0 && milliseconds / size <= most);
  if (unit !== undefined && milliseconds > 0) return `${milliseconds / unit[0]}${unit[1]}`;
  if (milliseconds <= most) return `${milliseconds}ms`;
  return `${Math.floor(milliseconds / 1000)}s${milliseconds % 1000}ms`;
}
