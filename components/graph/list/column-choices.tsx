'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { type EdgeColumn, edgeColumns } from '#lib/url/graph-codec.ts';
import { edgeColumn } from './edge-column.ts';
import type { ListColumns } from './use-list-columns.ts';

/** What a column is called where its title would not say it. */
const whole: Partial<Record<EdgeColumn, string>> = {
  share: 'Share of what the source sends',
  latency: 'Response time, mean',
  p50: 'Response time, p50',
  p95: 'Response time, p95',
  p99: 'Response time, p99',
  'request-throughput': 'Bytes of requests',
  'response-throughput': 'Bytes of responses',
  findings: 'Findings on the configuration',
  requests: 'Requests counted in the window',
  reporter: 'Reporter whose numbers are shown',
  breaking: 'Circuit breaking',
  timeouts: 'Timeouts and retries',
  mirroring: 'Mirroring',
};

/** A line for each column that may be put away or taken in. */
export function ColumnChoices({ shown, toggle }: ListColumns) {
  return edgeColumns
    .filter((column) => column !== 'source' && column !== 'target')
    .map((column) => (
      <CheckRow
        key={column}
        label={whole[column] ?? edgeColumn(column).title}
        checked={shown.includes(column)}
        onChange={() => toggle(column)}
      />
    ));
}
