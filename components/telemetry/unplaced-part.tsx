'use client';
import { CircleCheck, Clock, Lock } from 'lucide-react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import type { TrafficGraph, Unplaced } from '#lib/graph/model.ts';
import { unplacedCures } from '#lib/graph/unplaced-cures.ts';
import { Part } from './part.tsx';

interface UnplacedPartProps {
  readonly response: GraphResponse;
  /** Whether the graph is cut to namespaces that were chosen. */
  readonly chosen: boolean;
  /** Whether the viewer may read some namespaces only: examples are then not told. */
  readonly limited: boolean;
}

const seriesOf = (rows: readonly Unplaced[]): number => rows.reduce((sum, row) => sum + row.series, 0);

/** Every series that was read and has no place on the graph, by reason, with what to do about it. */
export function UnplacedPart({ response, chosen, limited }: UnplacedPartProps) {
  const { graph } = response;
  const groups = [...Map.groupBy(graph.unplaced, ({ reason }) => reason)];
  const total = seriesOf(graph.unplaced);
  return (
    <Part
      id="unplaced"
      title="Series without a place"
      about="Series that were read in this window and cannot be drawn, because their labels do not say between whom. They are of the whole mesh, whatever namespaces are chosen; a series is counted once for each query that read it."
      aside={total > 0 ? plural(total, 'series', 'series') : null}
    >
      {groups.length === 0 ? (
        <AllPlaced graph={graph} chosen={chosen} />
      ) : (
        <div className="space-y-3">
          {limited ? (
            <Notice icon={Lock}>
              Examples name both ends of a series, and rates are of everybody’s traffic: they are for those
              who may read all namespaces.
            </Notice>
          ) : null}
          {groups.map(([reason, rows]) => (
            <ReasonGroup key={reason} reason={reason} rows={rows} />
          ))}
        </div>
      )}
    </Part>
  );
}

/** What was placed, in the words of the graph: the viewer's part of it. */
function AllPlaced({ graph, chosen }: { graph: TrafficGraph; chosen: boolean }) {
  if (graph.missing.length > 0) {
    return (
      <Notice icon={Clock} tone="warn">
        Every series that was read found its place, but a part could not be read: see the queries that failed.
      </Notice>
    );
  }
  const rate = graph.edges.reduce((sum, { reports, shown }) => sum + (reports[shown]?.rate ?? 0), 0);
  const where = chosen ? ' of the namespaces chosen' : '';
  return (
    <Notice icon={CircleCheck}>
      <p className="font-medium text-text">Every series found its place.</p>
      <p className="tabular">
        {`Drawn in ${formatSpan(graph.window)}: ${plural(graph.edges.length, 'edge')} between ${plural(graph.nodes.length, 'node')}${where}, ${formatRateShort(rate)} over all edges.`}
        {graph.edges.length === 0 ? ' No proxy reported a request: does Prometheus scrape the proxies?' : ''}
      </p>
    </Notice>
  );
}

function ReasonGroup({ reason, rows }: { reason: Unplaced['reason']; rows: readonly Unplaced[] }) {
  const { title, means, comesFrom, cure } = unplacedCures[reason];
  return (
    <article className="rounded-md border border-line bg-surface p-4" aria-label={title}>
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h3 className="font-semibold">{title}</h3>
        <span className="tabular text-muted">{plural(seriesOf(rows), 'series', 'series')}</span>
      </div>
      <dl className="mb-3 grid max-w-200 grid-cols-[104px_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact term="What it means" text={means} />
        <Fact term="Where from" text={comesFrom} />
        <Fact term="What to do" text={cure} />
      </dl>
      <ul>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one metric can be read by several queries
          <li key={`${row.metric} ${place}`} className="border-line border-t py-2 last:pb-0">
            <MetricRow row={row} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="break-words">
        <Prose text={text} />
      </dd>
    </>
  );
}

function MetricRow({ row }: { row: Unplaced }) {
  const labels = Object.entries(row.example).sort(([a], [b]) => a.localeCompare(b));
  const series = `${row.metric}{${labels.map(([label, value]) => `${label}="${value}"`).join(', ')}}`;
  return (
    <>
      <div className="flex items-center gap-4">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{row.metric}</code>
        <span className="tabular shrink-0 text-muted">{plural(row.series, 'series', 'series')}</span>
        <span className="tabular min-w-20 shrink-0 text-right">{rateOf(row)}</span>
        {labels.length === 0 ? null : <CopyButton label="Copy example" text={() => series} />}
      </div>
      {labels.length === 0 ? null : (
        <pre className="mt-1.5 max-h-40 overflow-auto whitespace-pre-wrap break-words rounded-sm bg-sunken p-2 font-mono text-muted text-xs">
          {series}
        </pre>
      )}
    </>
  );
}

/** A byte metric counts bytes; a latency, and a count of first requests, adds up to no rate. */
function rateOf({ metric, rate }: Unplaced): string {
  if (metric.includes('_bytes_')) return formatBytesRate(rate);
  return formatRateShort(rate === 0 ? null : rate);
}
