'use client';
import { CircleAlert, CircleSlash, Clock, EyeOff, Hourglass } from 'lucide-react';
import { useNow } from '#components/data/use-now.ts';
import { TelemetryLink } from '#components/telemetry/telemetry-link.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { formatAge, formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { sentence } from '#lib/format/sentence.ts';
import type { Unplaced } from '#lib/graph/model.ts';
import { type GraphTroubles, isSilent } from './graph-troubles.ts';

const reasons: Record<Unplaced['reason'], string> = {
  'missing-labels': 'labels that name both ends are missing',
  'bad-source': 'the caller cannot be told',
  'bad-destination': 'the destination cannot be told',
  'unknown-protocol': 'the protocol is not one Weft knows',
  'unknown-reporter': 'the reporter is not one Weft knows',
};

/** What is not as it should be with the graph on screen: old, partial, or with series that have no place on it. */
export function GraphNotices({ response, failing, fellBack }: GraphTroubles) {
  const now = useNow();
  const { graph, stale } = response;
  return (
    <div className="pointer-events-none flex max-w-120 flex-col items-start gap-1 *:pointer-events-auto">
      {failing ? (
        <Notice icon={CircleAlert} tone="fail" className="shadow-float">
          {failing.message} What is shown was read {formatAge(graph.at, now)}.
        </Notice>
      ) : stale ? (
        <Notice icon={Clock} tone="warn" className="shadow-float">
          Not refreshed for {formatSpan(now - stale.since)}: {sentence(stale.reason)} What is shown was read{' '}
          {formatAge(graph.at, now)}.
        </Notice>
      ) : null}
      {graph.missing.length > 0 ? (
        <Notice icon={CircleAlert} tone="warn" className="shadow-float">
          {plural(graph.missing.length, 'query', 'queries')} failed; what they fill is left blank.
          <ul>
            {graph.missing.map((part) => (
              <li key={part.query} className="break-words">
                <span className="font-medium">{part.query}</span>: {part.reason}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {isSilent(graph) ? (
        <Notice icon={CircleSlash} className="shadow-float">
          No proxy reported a request in {formatSpan(graph.window)}. Workloads are shown as Kubernetes has
          them. If there should be traffic: does Prometheus scrape the proxies? Its chip shows each query and
          what it found.
        </Notice>
      ) : null}
      {fellBack ? (
        <Notice icon={Hourglass} className="shadow-float">
          {fellBack} A grid by namespace is shown.
        </Notice>
      ) : null}
      {graph.unplaced.length > 0 ? <UnplacedPanel unplaced={graph.unplaced} /> : null}
    </div>
  );
}

function UnplacedPanel({ unplaced }: { unplaced: readonly Unplaced[] }) {
  const series = unplaced.reduce((sum, row) => sum + row.series, 0);
  return (
    <Floating
      label="Series without a place"
      className="w-[min(560px,92vw)] p-3"
      trigger={
        <button
          type="button"
          className="flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-muted shadow-float hover:bg-hover"
        >
          <EyeOff size={14} strokeWidth={1.75} aria-hidden /> {plural(series, 'series', 'series')} without a
          place
        </button>
      }
    >
      <p className="mb-2 text-muted">
        These series were read and cannot be drawn: their labels do not say between whom.{' '}
        <TelemetryLink part="unplaced">Where they come from and what to do</TelemetryLink>
      </p>
      <ul>
        {unplaced.map((row) => (
          <li key={`${row.metric} ${row.reason}`} className="border-line border-t py-2">
            <div className="flex justify-between gap-4">
              <span className="font-mono text-xs">{row.metric}</span>
              <span className="tabular text-muted">
                {plural(row.series, 'series', 'series')}, {formatRateShort(row.rate)}
              </span>
            </div>
            <p className="text-muted">{reasons[row.reason]}</p>
            <p className="break-all font-mono text-faint text-xs">
              {Object.entries(row.example)
                .map(([label, value]) => `${label}="${value}"`)
                .join(' ')}
            </p>
          </li>
        ))}
      </ul>
    </Floating>
  );
}
