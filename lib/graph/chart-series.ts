import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import type { MatrixRow } from '#lib/prom/series.ts';

/** A chart line; null is a gap. The shape of `chartSeries` in the HTTP contract. */
export interface Line {
  name: string;
  points: [EpochSeconds, number | null][];
}

/** The moments of a chart's axis, from `start` to `end`. */
export function axisOf(start: EpochSeconds, end: EpochSeconds, step: Seconds): readonly EpochSeconds[] {
  const count = Math.floor((end - start) / step) + 1;
  // Seconds plus whole steps stay seconds since the epoch.
  return Array.from({ length: Math.max(0, count) }, (_, i) => (start + i * step) as EpochSeconds);
}

/**
 * Rows of a range query as lines over the whole axis. Rows of one name are added up; a moment at which none of them has
 * a value is a gap, never 0. Rows that `nameOf` gives null are left out.
 */
export function linesOf(
  rows: readonly MatrixRow[],
  axis: readonly EpochSeconds[],
  nameOf: (row: MatrixRow) => string | null,
): Line[] {
  const lines = new Map<string, Map<EpochSeconds, number>>();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const values = lines.get(name) ?? new Map<EpochSeconds, number>();
    lines.set(name, values);
    for (const [at, value] of row.points) if (value !== null) values.set(at, (values.get(at) ?? 0) + value);
  }
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => ({ name, points: axis.map((at) => [at, values.get(at) ?? null]) }));
}
