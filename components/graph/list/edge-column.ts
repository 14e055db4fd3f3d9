import type { GridColumn } from '#components/ui/grid/grid-column.ts';
import type { EdgeColumn } from '#lib/url/graph-codec.ts';

type Look = Omit<GridColumn, 'id'>;

const looks: Readonly<Record<EdgeColumn, Look>> = {
  status: { title: 'Status', width: 86, largestFirst: true },
  source: { title: 'Source', width: 112, grow: 1.2 },
  target: { title: 'Target', width: 112, grow: 1.2 },
  errors: { title: 'Errors', width: 136, right: true, largestFirst: true },
  code: { title: 'Code, flags', width: 92 },
  rate: { title: 'Rate', width: 72, right: true, largestFirst: true },
  share: { title: 'Share', width: 72, right: true, largestFirst: true },
  latency: { title: 'Mean', width: 64, right: true, largestFirst: true },
  p50: { title: 'p50', width: 64, right: true, largestFirst: true },
  p95: { title: 'p95', width: 64, right: true, largestFirst: true },
  p99: { title: 'p99', width: 64, right: true, largestFirst: true },
  'request-throughput': { title: 'Requests', width: 88, right: true, largestFirst: true },
  'response-throughput': { title: 'Responses', width: 88, right: true, largestFirst: true },
  service: { title: 'Service', width: 72, grow: 0.9 },
  protocol: { title: 'Protocol', width: 56 },
  mtls: { title: 'mTLS', width: 72 },
  weight: { title: 'Weight', width: 116, right: true, largestFirst: true },
  findings: { title: 'Findings', width: 72, largestFirst: true },
  requests: { title: 'Count', width: 80, right: true, largestFirst: true },
  reporter: { title: 'Reporter', width: 88, largestFirst: true },
  breaking: { title: 'Breaker', width: 168, largestFirst: true },
  faults: { title: 'Faults', width: 176, largestFirst: true },
  timeouts: { title: 'Timeout, retries', width: 184, largestFirst: true },
  mirroring: { title: 'Mirror', width: 184, largestFirst: true },
  locality: { title: 'Locality', width: 156, largestFirst: true },
};

/** A column of the edge list as it looks: its title, how wide it is, which values come first. */
export const edgeColumn = (id: EdgeColumn): GridColumn<EdgeColumn> => ({ id, ...looks[id] });
