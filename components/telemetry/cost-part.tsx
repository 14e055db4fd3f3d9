'use client';
import type { Loadable } from '#components/data/loadable.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Failure } from '#components/ui/failure.tsx';
import type { QueryCost, StatusResponse } from '#lib/api/status-contract.ts';
import { formatClock } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCount } from '#lib/format/number.ts';
import { Part } from './part.tsx';
import { refreshesOf } from './refreshes.ts';

/** What the last refresh asked of Prometheus, query by query. */
export function CostPart({ status }: { status: Loadable<StatusResponse> }) {
  return (
    <Part
      id="cost"
      title="Cost of the last refresh"
      about="What was asked of Prometheus. Every viewer of a window shares one refresh, so more viewers ask no more."
    >
      <Body status={status} />
    </Part>
  );
}

function Body({ status }: { status: Loadable<StatusResponse> }) {
  switch (status.state) {
    case 'loading':
      return <div className="skeleton h-48" role="status" aria-label="Loading" />;
    case 'failed':
      return (
        <Failure
          code={status.error.code}
          title="The cost is not known"
          message={status.error.message}
          cure={status.error.cure}
          requestId={status.error.requestId}
        />
      );
    case 'ready':
      return <Refreshes {...status.data.prometheus} />;
  }
}

const sum = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value !== null)
    ? values.reduce<number>((all, value) => all + (value ?? 0), 0)
    : null;

function Refreshes({ queries, url }: { queries: readonly QueryCost[]; url: string }) {
  const refreshes = refreshesOf(queries);
  if (refreshes.length === 0) {
    return <p className="text-muted">Nothing was asked yet: queries run while someone looks at a graph.</p>;
  }
  return (
    <div className="space-y-3">
      {refreshes.length > 1 ? (
        <p className="text-muted">
          {refreshes.length} windows are looked at, by you or by others, and each has a refresh of its own.
        </p>
      ) : null}
      {refreshes.map((refresh, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: refreshes ask the same queries at the same moments
        <CostTable key={place} queries={refresh} url={url} />
      ))}
    </div>
  );
}

function CostTable({ queries, url }: { queries: readonly QueryCost[]; url: string }) {
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface">
      <table className="tabular w-full">
        <caption className="px-4 pt-3 pb-1 text-left text-muted">
          <span className="break-all font-mono text-xs">{url}</span>
          {queries[0] ? `, asked at ${formatClock(queries[0].at)}` : null}
        </caption>
        <thead className="text-left text-muted text-xs">
          <tr>
            <th scope="col" className="py-1 pl-4 font-medium">
              Query
            </th>
            {['Time', 'Series', 'Samples read'].map((name) => (
              <th key={name} scope="col" className="px-3 py-1 text-right font-medium">
                {name}
              </th>
            ))}
            <th scope="col" className="py-1 pr-3 text-right font-medium">
              PromQL
            </th>
          </tr>
        </thead>
        <tbody>
          {queries.map((query) => (
            <QueryRow key={query.name} query={query} />
          ))}
        </tbody>
        <tfoot className="font-medium">
          <tr className="border-line border-t">
            <th scope="row" className="h-8 pl-4 text-left font-medium">
              {formatCount(queries.length)} queries
            </th>
            <td className="px-3 text-right">{formatLatency(sum(queries.map(({ took }) => took)))}</td>
            <td className="px-3 text-right">{formatCount(sum(queries.map(({ series }) => series)))}</td>
            <td className="px-3 text-right">{formatCount(sum(queries.map(({ samples }) => samples)))}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function QueryRow({ query }: { query: QueryCost }) {
  return (
    <tr className="border-line border-t align-top">
      <th scope="row" className="min-w-40 py-1.5 pl-4 text-left font-normal">
        <details>
          <summary className="cursor-pointer rounded-sm font-medium">{query.name}</summary>
          <code className="mt-1 mb-1 block max-w-160 break-words rounded-sm bg-sunken p-2 font-mono text-muted text-xs">
            {query.promql}
          </code>
        </details>
        {query.error ? <p className="text-fail">{query.error}</p> : null}
        {query.warnings.map((warning) => (
          <p key={warning} className="text-warn">
            {warning}
          </p>
        ))}
      </th>
      <td className="px-3 py-1.5 text-right">{formatLatency(query.took)}</td>
      <td className="px-3 py-1.5 text-right">{formatCount(query.series)}</td>
      <td className="px-3 py-1.5 text-right">{formatCount(query.samples)}</td>
      <td className="py-0.5 pr-3 text-right">
        <CopyButton compact label={`Copy PromQL of ${query.name}`} text={() => query.promql} />
      </td>
    </tr>
  );
}
