import type { ChartSeries } from '#lib/api/contract.ts';

/** A row of a chart: a moment, and the value of each series by its place. */
export type ChartRow = Readonly<Record<string, number | null>> & { readonly at: number };

export const seriesKey = (place: number): string => `s${place}`;

/** Series side by side, one row a moment in order of time. A value that is not there is null: a gap stays a gap. */
export function chartRows(series: readonly ChartSeries[]): readonly ChartRow[] {
  const moments = [...new Set(series.flatMap((each) => each.points.map(([at]) => at)))].sort((a, b) => a - b);
  const values = series.map((each) => new Map<number, number | null>(each.points));
  return moments.map((at) => {
    const row: Record<string, number | null> & { at: number } = { at };
    for (const [place, known] of values.entries()) row[seriesKey(place)] = known.get(at) ?? null;
    return row;
  });
}

/** Whether a series has a point alone between gaps: a line would not show it. */
export const hasAnyValue = (series: readonly ChartSeries[]): boolean =>
  series.some((each) => each.points.some(([, value]) => value !== null));
