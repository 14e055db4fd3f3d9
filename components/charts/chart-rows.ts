import type { ChartSeries } from '#lib/api/details-contract.ts';

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

/** Whether there is anything to draw. */
export const hasAnyValue = (series: readonly ChartSeries[]): boolean =>
  series.some((each) => each.points.some(([, value]) => value !== null));

/** Whether the value of `key` at row `index` stands alone between gaps: a line would not show it, a dot does. */
export function standsAlone(rows: readonly ChartRow[], key: string, index: number): boolean {
  const has = (place: number) => (rows[place]?.[key] ?? null) !== null;
  return has(index) && !has(index - 1) && !has(index + 1);
}

const sumOf = (series: ChartSeries): number =>
  series.points.reduce((sum, [, value]) => sum + (value ?? 0), 0);

/** The largest `limit` series in order of size, the rest added up as `other`; a moment without any value stays a gap. */
export function largest(series: readonly ChartSeries[], limit: number): readonly ChartSeries[] {
  const ordered = [...series].sort((a, b) => sumOf(b) - sumOf(a));
  if (ordered.length <= limit) return ordered;
  const rest = ordered.slice(limit - 1);
  const totals = new Map<ChartSeries['points'][number][0], number | null>();
  for (const [at, value] of rest.flatMap((each) => each.points)) {
    const known = totals.get(at) ?? null;
    totals.set(at, value === null ? known : (known ?? 0) + value);
  }
  return [...ordered.slice(0, limit - 1), { name: 'other', points: [...totals] }];
}

/** Moments (Unix seconds) on round steps of the clock that divide the span from `first` to `last` into at most `most` parts. */
export function clockTicks(first: number, last: number, most = 4): readonly number[] {
  const steps = [60, 300, 600, 900, 1800, 3600];
  const step = steps.find((each) => (last - first) / each <= most) ?? 7200;
  const ticks: number[] = [];
  for (let at = Math.ceil(first / step) * step; at <= last; at += step) ticks.push(at);
  return ticks;
}
