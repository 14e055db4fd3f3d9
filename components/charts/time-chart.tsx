'use client';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartSeries } from '#lib/api/details-contract.ts';
import { formatClock, formatClockShort } from '#lib/format/clock.ts';
import { chartRows, clockTicks, hasAnyValue, seriesKey, standsAlone } from './chart-rows.ts';
import { bandOpacity, chartInset, linePattern, type Meaning, meaningColours } from './line-look.ts';

interface TimeChartProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly format: (value: number | null) => string;
  readonly meaning: Meaning;
  /** Series that are parts of one whole lie on one another; otherwise each is a line of its own. */
  readonly stacked?: boolean;
  /** A query for it failed: an empty chart then says so. */
  readonly unread?: boolean;
  /** Moments (Unix seconds) at which something changed: a line at each. */
  readonly moments?: readonly number[];
}

const axisText = { fontSize: 11, fill: 'var(--faint)' } as const;

/** Series over time from zero up. The crosshair is shared by every chart on the page. */
export function TimeChart({
  title,
  series,
  format,
  meaning,
  stacked = false,
  unread = false,
  moments = [],
}: TimeChartProps) {
  if (!hasAnyValue(series)) {
    return (
      <p className="flex h-26 items-center justify-center rounded-sm bg-sunken text-faint text-xs">
        {unread ? 'This could not be read' : 'No data in these 30 minutes'}
      </p>
    );
  }
  const rows = chartRows(series);
  const ticks = clockTicks(rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0);
  const isFlat = series.every((each) => each.points.every(([, value]) => (value ?? 0) === 0));
  const colour = meaningColours[meaning];
  return (
    <div
      className="h-26"
      role="img"
      aria-label={`${title} over 30 minutes: ${series.map((s) => s.name).join(', ')}`}
    >
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...rows]}
          syncId="weft"
          syncMethod="value"
          margin={{ top: 4, right: chartInset.right, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          {moments.map((at) => (
            <ReferenceLine key={at} x={at} stroke="var(--faint)" strokeDasharray="2 3" />
          ))}
          <XAxis
            dataKey="at"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={[...ticks]}
            tickFormatter={(at: number) => formatClockShort(at)}
            tick={axisText}
            stroke="var(--line-strong)"
            tickLine={false}
            height={18}
          />
          <YAxis
            domain={[0, 'auto']}
            {...(isFlat ? { ticks: [0] } : { tickCount: 3 })}
            tickFormatter={(value: number) => format(value)}
            tick={axisText}
            stroke="var(--line-strong)"
            axisLine={false}
            tickLine={false}
            width={chartInset.left}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--muted)', strokeWidth: 1 }}
            content={(props) => <Reading {...props} series={series} format={format} />}
          />
          {series.map((each, place) => {
            const key = seriesKey(place);
            const common = { dataKey: key, name: each.name, type: 'linear', stroke: colour } as const;
            return stacked ? (
              <Area
                key={each.name}
                {...common}
                stackId="whole"
                strokeWidth={1}
                fill={colour}
                fillOpacity={bandOpacity(place)}
                connectNulls={false}
                isAnimationActive={false}
              />
            ) : (
              <Line
                key={each.name}
                {...common}
                strokeWidth={1.5}
                strokeDasharray={linePattern(place)}
                dot={({ key: own, cx, cy, index }: DotItemDotProps) => (
                  <circle
                    key={own}
                    cx={cx}
                    cy={cy}
                    r={standsAlone(rows, key, index) ? 1.75 : 0}
                    fill={colour}
                  />
                )}
                connectNulls={false}
                isAnimationActive={false}
              />
            );
          })}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

/** The viewer's own clock, and UTC where that is another. */
function momentText(at: number): string {
  const own = formatClock(at);
  const utc = formatClock(at, 'UTC');
  return own === utc ? `${own} UTC` : `${own} · ${utc} UTC`;
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
      <div className="tabular text-faint">{momentText(label)}</div>
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
