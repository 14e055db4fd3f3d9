'use client';
import { lazy, Suspense, useState } from 'react';
import { largest } from '#components/charts/chart-rows.ts';
import {
  bandOpacity,
  chartInset,
  linePattern,
  type Meaning,
  meaningColours,
} from '#components/charts/line-look.ts';
import type { Surroundings } from '#components/history/use-changes-near.ts';
import type { ChartSeries, EdgeResponse } from '#lib/api/details-contract.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import type { Protocol } from '#lib/graph/model.ts';

const TimeChart = lazy(() =>
  import('../charts/time-chart.tsx').then((module) => ({ default: module.TimeChart })),
);

const ChartFlags = lazy(() =>
  import('../history/chart-flags.tsx').then((module) => ({ default: module.ChartFlags })),
);

/** What the charts are about, whose changes are flags on their axis; `at` null follows the present. */
export interface FlagsAround {
  readonly around: Surroundings;
  readonly at: EpochSeconds | null;
}

type Charts = EdgeResponse['charts'];

interface ChartRow {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly format: (value: number | null) => string;
  readonly meaning: Meaning;
  /** The queries behind it, as an answer names those that failed. */
  readonly queries: readonly string[];
  readonly stacked?: boolean;
}

/** More lines than this cannot be told apart. */
const mostBands = 5;

/** Errors by what they were where there are several kinds; else by who reported them. */
function errorRow(charts: Charts): ChartRow {
  const [only, ...others] = charts.codes;
  const row = {
    format: (value: number | null) => formatRateShort(value),
    meaning: 'errors',
    queries: ['errors chart'],
  } as const;
  if (only && others.length > 0)
    return { ...row, title: 'Errors by code', series: largest(charts.codes, mostBands), stacked: true };
  return { ...row, title: only ? `Errors, ${only.name}` : 'Errors', series: charts.errors };
}

function rowsOf(charts: Charts, protocol: Protocol): readonly ChartRow[] {
  if (protocol === 'tcp') {
    return [
      {
        title: 'Bytes',
        series: charts.rate,
        format: formatBytesRate,
        meaning: 'bytes',
        queries: ['sent chart', 'received chart'],
      },
    ];
  }
  return [
    {
      title: 'Rate',
      series: charts.rate,
      format: (value) => formatRateShort(value),
      meaning: 'rate',
      queries: ['rate chart'],
    },
    errorRow(charts),
    {
      title: 'Latency',
      series: charts.latency,
      format: formatLatency,
      meaning: 'latency',
      queries: ['p50 chart', 'p95 chart', 'p99 chart'],
    },
  ];
}

/** Thirty minutes of rate, errors and latency, or of bytes; one message each, under one crosshair. */
export function ChartStack({
  charts,
  protocol,
  unread,
  flagged,
}: {
  charts: Charts;
  protocol: Protocol;
  /** Names of the queries that failed. */
  unread: ReadonlySet<string>;
  flagged: FlagsAround;
}) {
  const [moments, setMoments] = useState<readonly number[]>([]);
  const rows = rowsOf(charts, protocol);
  const times = rows.flatMap(({ series }) => series.flatMap(({ points }) => points.map(([at]) => at)));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return (
    <div className="space-y-3">
      {times.length === 0 ? null : (
        <Suspense>
          <ChartFlags {...flagged} {...chartInset} from={from} to={to} onMoments={setMoments} />
        </Suspense>
      )}
      {rows.map((row) => (
        <figure key={row.meaning}>
          <figcaption className="mb-1 flex items-baseline justify-between gap-2 text-muted text-xs">
            <span className="shrink-0">{row.title}</span>
            <Key row={row} />
          </figcaption>
          <Suspense fallback={<div className="skeleton h-26" />}>
            <TimeChart
              title={row.title}
              series={row.series}
              format={row.format}
              meaning={row.meaning}
              stacked={row.stacked ?? false}
              moments={moments}
              unread={row.queries.some((query) => unread.has(query))}
            />
          </Suspense>
        </figure>
      ))}
    </div>
  );
}

/** Which pattern is whose line; a chart of one line needs no key. */
function Key({ row }: { row: ChartRow }) {
  if (row.series.length < 2) return null;
  const colour = meaningColours[row.meaning];
  return (
    <span className="flex flex-wrap justify-end gap-x-3 text-faint">
      {row.series.map(({ name }, place) => (
        <span key={name} className="inline-flex items-center gap-1">
          <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
            {row.stacked ? (
              <path d="M4 0h10v8h-10z" fill={colour} fillOpacity={bandOpacity(place)} stroke={colour} />
            ) : (
              <path d="M0 4h18" stroke={colour} strokeWidth="1.5" strokeDasharray={linePattern(place)} />
            )}
          </svg>
          {name}
        </span>
      ))}
    </span>
  );
}
