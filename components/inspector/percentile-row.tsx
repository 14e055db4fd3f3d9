import type { EdgeResponse } from '#lib/api/contract.ts';
import { formatLatency } from '#lib/format/duration.ts';

/** p50, p95 and p99, a line for each reporter that has them. */
export function Percentiles({
  percentiles,
  unread,
}: {
  percentiles: EdgeResponse['percentiles'];
  /** A query for them failed: nothing is known, which is not the same as nothing being there. */
  unread: boolean;
}) {
  if (percentiles.length === 0) {
    return (
      <p className="text-muted">
        {unread ? 'Latency could not be read.' : 'No latency was reported in this window.'}
      </p>
    );
  }
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-muted text-xs">
          <th className="py-1 font-medium">Reporter</th>
          <th className="py-1 text-right font-medium">p50</th>
          <th className="py-1 text-right font-medium">p95</th>
          <th className="py-1 text-right font-medium">p99</th>
        </tr>
      </thead>
      <tbody>
        {percentiles.map((row) => (
          <tr key={row.reporter} className="tabular border-line border-t">
            <td className="py-1 text-muted">{row.reporter}</td>
            <td className="py-1 text-right">{formatLatency(row.p50)}</td>
            <td className="py-1 text-right">{formatLatency(row.p95)}</td>
            <td className="py-1 text-right">{formatLatency(row.p99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
