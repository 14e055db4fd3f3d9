'use client';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartSeries } from '#lib/api/contract.ts';
import { formatClock, formatClockShort } from '#lib/format/clock.ts';
import { chartRows, hasAnyValue, seriesKey } from './chart-rows.ts';
import { linePattern, type Meaning, meaningColours } from './line-look.ts';

interface TimeChartProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly format: (value: number | null) => string;
  readonly meaning: Meaning;
}

const axisText = { fontSize: 11, fill: 'var(--faint)' } as const;

/** Lines over time from zero up. The crosshair is shared by every chart on the page. */
export function TimeChart({ title, series, format, meaning }: TimeChartProps) {
  if (!hasAnyValue(series)) {
    return (
      <p className="flex h-26 items-center justify-center rounded-sm bg-sunken text-faint text-xs">
        No data in these 30 minutes
      </p>
    );
  }
  const rows = chartRows(series);
  return (
    <div
      className="h-26"
      role="img"
      aria-label={`${title} over 30 minutes: ${series.map((s) => s.name).join(', ')}`}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={[...rows]}
          syncId="weft"
          syncMethod="value"
          margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={['dataMin', 'dataMax']}
            tickFormatter={(at: number) => formatClockShort(at)}
            tick={axisText}
            stroke="var(--line-strong)"
            tickLine={false}
            minTickGap={48}
            height={18}
          />
          <YAxis
            domain={[0, 'auto']}
            tickFormatter={(value: number) => format(value)}
            tick={axisText}
            stroke="var(--line-strong)"
            axisLine={false}
            tickLine={false}
            tickCount={3}
            width={64}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--muted)', strokeWidth: 1 }}
            content={(props) => <Reading {...props} series={series} format={format} />}
          />
          {series.map((each, place) => (
            <Line
              key={each.name}
              dataKey={seriesKey(place)}
              name={each.name}
              type="linear"
              stroke={meaningColours[meaning]}
              strokeWidth={1.5}
              strokeDasharray={linePattern(place)}
              dot={false}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** What the crosshair reads: the moment, and each series there. */
function Reading({
  active,
  label,
  payload,
  series,
  format,
}: Partial<TooltipContentProps> & Pick<TimeChartProps, 'series' | 'format'>) {
  if (!active || !payload || typeof label !== 'number') return null;
  return (
    <div className="rounded-sm border border-line bg-raised px-2 py-1 text-xs shadow-float">
      <div className="tabular text-faint">{formatClock(label)}</div>
      {series.map((each, place) => {
        const value: unknown = payload.find((entry) => entry.dataKey === seriesKey(place))?.value;
        return (
          <div key={each.name} className="tabular flex justify-between gap-3">
            <span className="text-muted">{each.name}</span>
            <span>{format(typeof value === 'number' ? value : null)}</span>
          </div>
        );
      })}
    </div>
  );
}
