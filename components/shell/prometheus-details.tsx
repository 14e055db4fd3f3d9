import { CopyButton } from '#components/ui/copy-button.tsx';
import type { QueryCost, StatusResponse } from '#lib/api/status-contract.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCount } from '#lib/format/number.ts';

/** The queries of the last refresh: what was asked, how long it took, how many series and samples it read. */
export function PrometheusDetails({ prometheus }: { prometheus: StatusResponse['prometheus'] }) {
  const { queries, url } = prometheus;
  const took = queries.reduce((sum, query) => sum + (query.took ?? 0), 0);
  return (
    <div className="px-4 py-3">
      <p className="mb-2 break-all font-mono text-muted text-xs">{url}</p>
      {queries.length === 0 ? (
        <p className="text-muted">Nothing was asked yet: queries run while someone looks at a graph.</p>
      ) : (
        <p className="mb-2 text-muted">
          {formatCount(queries.length)} queries in the last refresh, {formatLatency(took)} in all. They are
          shared by every viewer of the window.
        </p>
      )}
      <ul>
        {queries.map((query) => (
          <Query key={query.name} query={query} />
        ))}
      </ul>
    </div>
  );
}

function Query({ query }: { query: QueryCost }) {
  return (
    <li className="border-line border-t py-2">
      <div className="tabular flex items-center gap-4">
        <span className="min-w-0 flex-1 truncate font-medium">{query.name}</span>
        <span className="text-muted">{formatLatency(query.took)}</span>
        <span className="text-muted">{formatCount(query.series)} series</span>
        <span className="text-muted">{formatCount(query.samples)} samples</span>
        <CopyButton compact text={() => query.promql} label="Copy PromQL" />
      </div>
      <pre className="mt-1 max-h-20 overflow-auto whitespace-pre-wrap break-words rounded-sm bg-sunken p-2 font-mono text-muted text-xs">
        {query.promql}
      </pre>
      {query.error ? <p className="mt-1 text-fail">{query.error}</p> : null}
      {query.warnings.map((warning) => (
        <p key={warning} className="mt-1 text-warn">
          {warning}
        </p>
      ))}
    </li>
  );
}
