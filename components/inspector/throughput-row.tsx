import type { EdgeResponse } from '#lib/api/details-contract.ts';
import { formatBytesRate } from '#lib/format/rate.ts';
import { ReporterTable } from './reporter-table.tsx';

interface ThroughputProps {
  readonly throughput: EdgeResponse['throughput'];
  /** A query for them failed: nothing is known, which is not the same as nothing being there. */
  readonly unread: boolean;
}

/** Bytes of requests and responses, a line for each reporter that has them. */
export function Throughput({ throughput, unread }: ThroughputProps) {
  return (
    <ReporterTable
      heads={['Requests', 'Responses']}
      rows={throughput.map(({ reporter, request, response }) => ({
        reporter,
        cells: [formatBytesRate(request), formatBytesRate(response)],
      }))}
      none={unread ? 'Throughput could not be read.' : 'No bytes were reported in this window.'}
    />
  );
}
