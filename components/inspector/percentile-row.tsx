import type { EdgeResponse } from '#lib/api/details-contract.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { ReporterTable } from './reporter-table.tsx';

interface PercentilesProps {
  readonly percentiles: EdgeResponse['percentiles'];
  /** A query for them failed: nothing is known, which is not the same as nothing being there. */
  readonly unread: boolean;
}

/** p50, p95 and p99, a line for each reporter that has them. */
export function Percentiles({ percentiles, unread }: PercentilesProps) {
  return (
    <ReporterTable
      heads={['p50', 'p95', 'p99']}
      rows={percentiles.map(({ reporter, p50, p95, p99 }) => ({
        reporter,
        cells: [p50, p95, p99].map(formatLatency),
      }))}
      none={unread ? 'Latency could not be read.' : 'No latency was reported in this window.'}
    />
  );
}
