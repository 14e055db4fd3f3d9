'use client';
import { CircleAlert, Clock } from 'lucide-react';
import { useEffect } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph, useStatus } from '#components/data/use-api.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import { HistoryKept } from '#components/history/history-kept.tsx';
import { Failure } from '#components/ui/failure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { GraphResponse } from '#lib/api/graph-contract.ts';
import { formatClock } from '#lib/format/clock.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { missingPart } from '#lib/graph/missing-parts.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { CostPart } from './cost-part.tsx';
import { Part } from './part.tsx';
import { UnplacedPart } from './unplaced-part.tsx';
import { type Ends, WhyNoEdgePart } from './why-no-edge-part.tsx';

export type { Ends } from './why-no-edge-part.tsx';

interface TelemetryViewProps {
  readonly ends: Ends;
  readonly setEnds: (next: Partial<Ends>) => void;
}

/** What telemetry brought, what it could not tell, and what it cost: the page for an edge or a number that is missed. */
export function TelemetryView({ ends, setEnds }: TelemetryViewProps) {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  const graph = useGraph(selection, namespaces, services);
  const status = useStatus();
  const known = graph.state === 'ready';
  useArrival(known);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-280 space-y-8 px-6 py-5">
        <h1 className="font-semibold text-lg">Telemetry</h1>
        <HistoryKept />
        <WhyNoEdgePart ends={ends} setEnds={setEnds} />
        {graph.state === 'loading' ? (
          <div role="status" aria-label="Loading the graph" className="space-y-3">
            <div className="skeleton h-6 w-64" />
            <div className="skeleton h-32" />
          </div>
        ) : graph.state === 'failed' ? (
          <Failure
            code={graph.error.code}
            title="The graph of this window cannot be had"
            message={graph.error.message}
            cure={graph.error.cure}
            requestId={graph.error.requestId}
          />
        ) : (
          <GraphParts
            response={graph.data}
            failing={graph.failing}
            chosen={namespaces.length > 0}
            limited={status.state === 'ready' && status.data.viewer.namespaces !== null}
          />
        )}
        <CostPart status={status} />
      </div>
    </div>
  );
}

/** A link to a part leads there once the parts above it have their height. */
function useArrival(known: boolean): void {
  useEffect(() => {
    const { hash } = window.location;
    if (known && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [known]);
}

interface GraphPartsProps {
  readonly response: GraphResponse;
  readonly failing: ApiError | null;
  readonly chosen: boolean;
  readonly limited: boolean;
}

function GraphParts({ response, failing, chosen, limited }: GraphPartsProps) {
  const { graph, stale } = response;
  const why = failing?.message ?? stale?.reason ?? null;
  return (
    <>
      {why === null ? null : (
        <Notice icon={Clock} tone="warn">
          {`The newest refresh failed: ${why} What follows was read at ${formatClock(graph.at)}.`}
        </Notice>
      )}
      {graph.missing.length > 0 ? <FailedQueries missing={graph.missing} /> : null}
      <UnplacedPart response={response} chosen={chosen} limited={limited} />
    </>
  );
}

function FailedQueries({ missing }: { missing: TrafficGraph['missing'] }) {
  return (
    <Part
      id="failed"
      title="Queries that failed"
      about="What they would have filled is blank on the graph, not zero."
      aside={plural(missing.length, 'query', 'queries')}
    >
      <ul className="rounded-md border border-line bg-surface">
        {missing.map(({ query, reason }) => (
          <li key={query} className="flex gap-3 border-line border-t px-4 py-3 first:border-t-0">
            <CircleAlert size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-fail" aria-hidden />
            <div className="min-w-0">
              <p className="font-medium">{query}</p>
              <p className="break-words text-fail">{reason}</p>
              <p className="text-muted">Left blank: {missingPart(query)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
