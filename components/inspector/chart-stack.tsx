'use client';
import { lazy, Suspense } from 'react';
import { linePattern, type Meaning, meaningColours } from '#components/charts/line-look.ts';
import type { EdgeResponse } from '#lib/api/contract.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatRateShort } from '#lib/format/rate.ts';

const TimeChart = lazy(() =>
  import('../charts/time-chart.tsx').then((module) => ({ default: module.TimeChart })),
);

/** Thirty minutes of rate, errors and latency, one message each, under one crosshair. */
export function ChartStack({ charts }: { charts: EdgeResponse['charts'] }) {
  const rows = [
    { title: 'Rate', series: charts.rate, format: (v: number | null) => formatRateShort(v), meaning: 'rate' },
    {
      title: 'Errors',
      series: charts.errors,
      format: (v: number | null) => formatRateShort(v),
      meaning: 'errors',
    },
    { title: 'Latency', series: charts.latency, format: formatLatency, meaning: 'latency' },
  ] as const;
  return (
    <div className="space-y-3">
      {rows.map((row) => (
        <figure key={row.title}>
          <figcaption className="mb-1 flex items-center justify-between gap-2 text-muted text-xs">
            {row.title}
            <Key names={row.series.map((each) => each.name)} meaning={row.meaning} />
          </figcaption>
          <Suspense fallback={<div className="skeleton h-26" />}>
            <TimeChart series={row.series} format={row.format} meaning={row.meaning} title={row.title} />
          </Suspense>
        </figure>
      ))}
    </div>
  );
}

/** Which pattern is whose line; a chart of one line needs no key. */
function Key({ names, meaning }: { names: readonly string[]; meaning: Meaning }) {
  if (names.length < 2) return null;
  return (
    <span className="flex flex-wrap justify-end gap-x-3 text-faint">
      {names.map((name, place) => (
        <span key={name} className="inline-flex items-center gap-1">
          <svg width="18" height="4" viewBox="0 0 18 4" aria-hidden="true">
            <path
              d="M0 2h18"
              stroke={meaningColours[meaning]}
              strokeWidth="1.5"
              strokeDasharray={linePattern(place)}
            />
          </svg>
          {name}
        </span>
      ))}
    </span>
  );
}
