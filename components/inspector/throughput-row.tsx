import type { EdgeResponse } from '#lib/api/contract.ts';
import { formatBytesRate } from '#lib/format/rate.ts';

/** Bytes of requests and responses, a line for each reporter that has them. */
export function Throughput({
  throughput,
  unread,
}: {
  throughput: EdgeResponse['throughput'];
  /** A query for them failed: nothing is known, which is not the same as nothing being there. */
  unread: boolean;
}) {
  if (throughput.length === 0) {
    return (
      <p className="text-muted">
        {unread ? 'Throughput could not be read.' : 'No bytes were reported in this window.'}
      </p>
    );
  }
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-muted text-xs">
          <th className="py-1 font-medium">Reporter</th>
          <th className="py-1 text-right font-medium">Requests</th>
          <th className="py-1 text-right font-medium">Responses</th>
        </tr>
      </thead>
      <tbody>
        {throughput.map((row) => (
          <tr key={row.reporter} className="tabular border-line border-t">
            <td className="py-1 text-muted">{row.reporter}</td>
            <td className="py-1 text-right">{formatBytesRate(row.request)}</td>
            <td className="py-1 text-right">{formatBytesRate(row.response)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
